package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final String VALUE = "欧阳1380013";

    @Test
    void sweep_findsEverySpelling(@TempDir Path folder) throws Exception {
        for (String spelling : Sweep.spellings(VALUE).keySet()) {
            Path file = folder.resolve("one");
            Files.write(file, Sweep.planted(VALUE, spelling));
            assertThat(new Sweep().files(folder).hits(VALUE)).as(spelling).isNotEmpty();
        }
    }

    @Test
    void sweep_findsBase64AtEveryAlignment() {
        for (String before : new String[] {"", "a", "ab", "abc"}) {
            String encoded = Base64.getEncoder()
                    .encodeToString((before + VALUE + "zz").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(new Sweep().text("text", encoded).hits(VALUE))
                    .as("after %d bytes", before.length())
                    .isNotEmpty();
        }
    }

    @Test
    void sweep_isSilentWithoutTheValue() {
        assertThat(new Sweep().text("text", "nothing here 1380014").hits(VALUE)).isEmpty();
    }
}
