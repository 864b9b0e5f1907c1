package io.fieldgate.audit.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Up to 256 leaves, each after its length as big-endian u16. Source: c2sp.org/tlog-tiles.
public final class EntryBundle {
    /// Largest leaf a bundle can hold.
    public static final int MAX_LEAF = 65_535;

    private EntryBundle() {}

    public static byte[] encode(List<byte[]> leaves) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] leaf : leaves) {
            if (leaf.length > MAX_LEAF) {
                throw new IllegalArgumentException("A leaf has at most " + MAX_LEAF + " bytes.");
            }
            bytes.write(leaf.length >>> 8);
            bytes.write(leaf.length);
            bytes.writeBytes(leaf);
        }
        return bytes.toByteArray();
    }

    /// Exactly `width` leaves and not one byte more.
    public static List<byte[]> decode(byte[] bytes, int width) throws NotTlog {
        List<byte[]> leaves = new ArrayList<>(width);
        int at = 0;
        for (int i = 0; i < width; i++) {
            if (at + 2 > bytes.length) {
                throw new NotTlog("A bundle ends before its last leaf.");
            }
            int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            at += 2;
            if (at + length > bytes.length) {
                throw new NotTlog("A bundle ends inside a leaf.");
            }
            leaves.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (at != bytes.length) {
            throw new NotTlog("A bundle holds bytes after its last leaf.");
        }
        return leaves;
    }
}
