package io.fieldgate.audit.tlog;

import java.util.Base64;

/// A head of a log: its origin, its size, the root over that many leaves. Extension lines are refused.
/// Shape: `origin "\n" size "\n" base64(root) "\n"`. Source: c2sp.org/tlog-checkpoint.
@SuppressWarnings("ArrayRecordComponent") // compared through text()
public record Checkpoint(String origin, long size, byte[] root) {

    public Checkpoint {
        if (!VerifierKey.isKeyName(origin) || size < 0 || root.length != TreeHasher.SIZE) {
            throw new IllegalArgumentException(
                    "A checkpoint has an origin without spaces, a size and a root of 32 bytes.");
        }
    }

    /// The note's text.
    public String text() {
        return origin + "\n" + size + "\n" + rootText() + "\n";
    }

    /// The root in base64.
    public String rootText() {
        return Base64.getEncoder().encodeToString(root);
    }

    public static Checkpoint parse(String text) throws NotTlog {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new NotTlog("A checkpoint is three lines: origin, size, root.");
        }
        if (!VerifierKey.isKeyName(lines[0])) {
            throw new NotTlog("An origin is not empty and has no spaces.");
        }
        return new Checkpoint(
                lines[0], NumberEncoding.decimal(lines[1], Long.MAX_VALUE), NumberEncoding.hash(lines[2]));
    }
}
