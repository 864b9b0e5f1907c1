package io.fieldgate.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Digests of files that are no secret: policy files, releases. Never of a personal value, whose plain hash can
/// be guessed.
/// Source: FIPS 180-4; RFC 4648 §5 without padding.
public final class Digests {
    private Digests() {}

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) { // every JDK has it
            throw new IllegalStateException("This Java has no SHA-256.", missing);
        }
    }

    /// As it stands in leaves and messages.
    public static String sha256Text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes));
    }
}
