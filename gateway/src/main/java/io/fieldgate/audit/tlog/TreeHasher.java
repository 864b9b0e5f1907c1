package io.fieldgate.audit.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Hashes leaves and nodes of an RFC 6962 tree. Thread rule: one thread per instance; it is cheap to make.
public final class TreeHasher {
    /// Bytes of one hash.
    public static final int SIZE = 32;

    private final MessageDigest digest = sha256();

    /// SHA-256 of `0x00` and the leaf's bytes.
    public byte[] leaf(byte[] leaf) {
        return leaf(leaf, 0, leaf.length);
    }

    byte[] leaf(byte[] bytes, int offset, int length) {
        digest.update((byte) 0);
        digest.update(bytes, offset, length);
        return digest.digest();
    }

    /// SHA-256 of `0x01` and both children.
    public byte[] node(byte[] left, byte[] right) {
        digest.update((byte) 1);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    /// Root of the tree without leaves: SHA-256 of nothing.
    public byte[] emptyRoot() {
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", e);
        }
    }
}
