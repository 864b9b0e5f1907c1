package io.fieldgate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventIdsTest {
    private static final Instant NOW = Instant.parse("2020-02-20T02:00:00Z");

    /// Gives the bytes it was told, in order.
    private static final class Told extends SecureRandom {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient ArrayDeque<byte[]> tails;

        Told(List<byte[]> tails) {
            this.tails = new ArrayDeque<>(tails);
        }

        @Override
        public void nextBytes(byte[] into) {
            ByteBuffer.wrap(into).put(tails.remove());
        }
    }

    @Test
    void idWithTheDigitsOfAMobileNumber_isDrawnAgain() {
        byte[] mobile = tail("A13812345678ABCD");
        byte[] harmless = tail("ABCDEFGHJKMNPQRS");
        EventIds ids = new EventIds(() -> NOW, new Told(List.of(mobile, harmless)));
        assertThat(LeafText.isId(ids.of(mobile))).isFalse();
        assertThat(ids.next()).endsWith("ABCDEFGHJKMNPQRS");
    }

    /// The ten bytes that 16 digits of Crockford base 32 stand for.
    private static byte[] tail(String digits) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        for (int half = 0; half < 2; half++) {
            long bits = 0;
            for (int i = 0; i < 8; i++) {
                bits = bits << 5 | "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(digits.charAt(half * 8 + i));
            }
            for (int i = 4; i >= 0; i--) {
                bytes.put((byte) (bits >>> (8 * i)));
            }
        }
        return bytes.array();
    }
}
