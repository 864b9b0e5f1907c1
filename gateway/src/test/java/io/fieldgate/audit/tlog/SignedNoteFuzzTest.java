package io.fieldgate.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Whatever bytes come, they are read or refused, and what was read is written back as it came.
final class SignedNoteFuzzTest {

    @FuzzTest
    void note_anyBytes_areReadOrRefused_andReadOnesAreCanonical(byte[] bytes) {
        try {
            assertThat(SignedNote.parse(bytes).format().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
        } catch (NotTlog _) {
            return; // refusing is an answer
        }
    }

    @FuzzTest
    void checkpoint_anyText_isReadOrRefused_andReadOnesAreCanonical(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (NotTlog _) {
            return; // refusing is an answer
        }
    }

    @FuzzTest
    void proof_anyBytes_areReadOrRefused_andReadOnesAreCanonical(byte[] bytes) {
        try {
            assertThat(TlogProof.parse(bytes).format().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
        } catch (NotTlog _) {
            return; // refusing is an answer
        }
    }
}
