package io.fieldgate.audit.tile;

import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.VerifierKey;
import java.util.function.UnaryOperator;

/// The log's Ed25519 key, which stays with whoever made this.
/// @param publicKey the raw 32 bytes
/// @param signature message → 64 bytes, RFC 8032; asked by one thread, at most four times a second
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogSigner(byte[] publicKey, UnaryOperator<byte[]> signature) {

    /// What verifies the signed heads of a log of this origin.
    public VerifierKey key(String origin) {
        try {
            return new VerifierKey(origin, publicKey);
        } catch (NotTlog e) {
            throw new IllegalStateException("The log's signing key does not fit its origin.", e);
        }
    }
}
