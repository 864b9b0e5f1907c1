package io.fieldgate.crypto;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Seals values into tokens and opens them again, for one tenant.
/// Errors: [KeysUnavailable] when a key cannot be had now. Thread rule: safe for many threads; blocks only on a key miss.
public final class Sealer {

    Sealer() {}

    /// AEAD token as text (`fg1.` + base64url).
    public String seal(SealTo to, @Nullable Subject subject, Plain plain) {
        throw new IllegalStateException("not built");
    }

    /// Deterministic token (AES-SIV): equal for equal values inside one expiry bucket.
    public String token(SealTo to, Plain plain) {
        throw new IllegalStateException("not built");
    }

    /// Strict decoding; empty when the text is not the one canonical spelling of a well-formed token of this tenant. Touches no key.
    public Optional<Token> parse(String text) {
        throw new IllegalStateException("not built");
    }

    public TokenOwner owner(Token token) {
        throw new IllegalStateException("not built");
    }

    public Opened open(Token token, String policy, String field) {
        throw new IllegalStateException("not built");
    }
}
