package io.fieldgate.crypto;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the state says about one custodian key, without the wrapped seed.
/// @param dies when the key must be destroyed; null for an end key whose end has not been declared
/// @param canary ciphertext of 32 random bytes of its own under the same custodian key (safe to publish)
/// @param seedDigest base64url SHA-256 of the wrapped seed
public record KeyRow(
        KeyId id,
        String name,
        Status status,
        @Nullable Instant dies,
        Instant created,
        String canary,
        String seedDigest,
        String commitment) {

    public enum Status {
        NEW(1),
        LIVE(2),
        SEALED(3),
        DESTROYING(4),
        DESTROYED(5);

        private final byte code;

        Status(int code) {
            this.code = (byte) code;
        }

        /// The byte in stored rows, never reused.
        byte code() {
            return code;
        }

        static Status of(byte code) {
            for (Status status : values()) {
                if (status.code == code) {
                    return status;
                }
            }
            throw new IllegalStateException("a key row has a status this version does not know");
        }
    }
}
