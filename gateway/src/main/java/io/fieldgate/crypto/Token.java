package io.fieldgate.crypto;

/// A parsed sealed token: header and ciphertext, nothing opened. Obtained from [io.fieldgate.crypto.keys.Sealer#parse].
/// Source: token format version 1, `docs/reference/token-format.md`.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Token(
        byte[] bytes, int suite, boolean subjectBound, int tenantSlot, int deathMinute, int scopeSlot, int endSlot) {

    public static final String PREFIX = "fg1.";

    @Override
    public String toString() {
        return "Token[" + deathMinute + "]";
    }
}
