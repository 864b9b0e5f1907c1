package io.fieldgate.audit.wal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One batch of the write-ahead log, big-endian:
/// ```
/// "FGW1" u32 · segment u32 · first index u64 · count u32 · body length u32 · body · CRC-32C of all before u32
/// body = count * (u16 length, leaf)
/// ```
/// `FGW1` has no chain of MACs; a version that writes one has another magic.
/// @param end position after the batch
public record WalBatch(int segment, long first, List<byte[]> leaves, int end) {
    static final int MAGIC = 0x46475731; // "FGW1"
    static final int OVERHEAD = 4 + 4 + 8 + 4 + 4 + 4;
    private static final int HEADER = OVERHEAD - 4;

    public static int size(List<byte[]> leaves) {
        int size = OVERHEAD;
        for (byte[] leaf : leaves) {
            size += 2 + leaf.length;
        }
        return size;
    }

    public static ByteBuffer encode(int segment, long first, List<byte[]> leaves) {
        ByteBuffer bytes = ByteBuffer.allocate(size(leaves));
        bytes.putInt(MAGIC).putInt(segment).putLong(first).putInt(leaves.size()).putInt(bytes.capacity() - OVERHEAD);
        for (byte[] leaf : leaves) {
            bytes.putShort((short) leaf.length).put(leaf);
        }
        bytes.putInt(crc(bytes.array(), 0, bytes.position()));
        return bytes.flip();
    }

    /// The batch that begins at the position, or null when none that is whole does.
    static @Nullable WalBatch decode(byte[] file, int at, int segment) {
        if (at < 0 || at > file.length - OVERHEAD) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(file, at, file.length - at);
        if (bytes.getInt() != MAGIC || bytes.getInt() != segment) {
            return null;
        }
        long first = bytes.getLong();
        int count = bytes.getInt();
        int body = bytes.getInt();
        if (first < 0 || count < 1 || body < 2 * (long) count || body > bytes.remaining() - 4) {
            return null;
        }
        if (ByteBuffer.wrap(file).getInt(at + HEADER + body) != crc(file, at, HEADER + body)) {
            return null;
        }
        List<byte[]> leaves = new ArrayList<>();
        int end = bytes.position() + body;
        while (bytes.position() < end - 1 && leaves.size() < count) {
            int length = bytes.getShort() & 0xffff;
            if (length > end - bytes.position()) {
                return null;
            }
            byte[] leaf = new byte[length];
            bytes.get(leaf);
            leaves.add(leaf);
        }
        return bytes.position() == end && leaves.size() == count
                ? new WalBatch(segment, first, List.copyOf(leaves), end + 4)
                : null;
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
