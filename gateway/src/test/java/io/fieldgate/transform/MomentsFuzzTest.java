package io.fieldgate.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any text as a moment: nothing is thrown, and the parser of `java.time` says the same.
final class MomentsFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(Moments.day(text)).isEqualTo(MomentsTest.byFormatter(text));
    }
}
