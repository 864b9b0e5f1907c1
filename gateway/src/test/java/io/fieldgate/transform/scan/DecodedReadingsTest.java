package io.fieldgate.transform.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DecodedReadingsTest {
    private static final String[] PIECES = {
        "1",
        "12",
        "123456",
        "12345",
        "七",
        "京A",
        "１２",
        "%31",
        "\\u0031",
        "abc",
        "MTIzNDU2Nzg5",
        "ab%",
        "٣",
        " ",
        "�",
        "é",
        "-"
    };

    /// What is left out early must be what the whole reading would not have found anything in either.
    @Test
    void noise_hasNoReadings() {
        Random random = new Random(20200220);
        int noise = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = i % 2 == 0 ? chance(random) : pieces(random);
            if (DecodedReadings.isNoise(bytes)) {
                noise++;
                assertThat(DecodedReadings.of(new String(bytes, StandardCharsets.UTF_8)))
                        .as(new String(bytes, StandardCharsets.UTF_8))
                        .isEmpty();
            }
        }
        assertThat(noise).isBetween(20_000, 190_000);
    }

    private static byte[] chance(Random random) {
        byte[] bytes = new byte[random.nextInt(24)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int cut = random.nextInt(bytes.length);
        byte[] rest = new byte[bytes.length - cut]; // a cut inside a character leaves stray bytes
        System.arraycopy(bytes, cut, rest, 0, rest.length);
        return rest;
    }
}
