package io.fieldgate.audit.tlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The definition of RFC 6962 §2.1 written down word for word: the reference the fast code is held against.
final class SlowTree implements HashSource {
    private final TreeHasher hasher = new TreeHasher();
    private final List<byte[]> hashes = new ArrayList<>();
    private final Map<Long, byte[]> perfect = new HashMap<>();

    static SlowTree of(int leaves) {
        SlowTree tree = new SlowTree();
        for (int i = 0; i < leaves; i++) {
            tree.add(new byte[] {(byte) i, (byte) (i >>> 8)});
        }
        return tree;
    }

    void add(byte[] leaf) {
        hashes.add(hasher.leaf(leaf));
    }

    byte[] leafHash(int index) {
        return hashes.get(index);
    }

    byte[] root(int size) {
        return mth(0, size);
    }

    byte[] mth(int from, int to) {
        if (from == to) {
            return hasher.emptyRoot();
        }
        if (to - from == 1) {
            return hashes.get(from);
        }
        int k = 1;
        while (k * 2 < to - from) {
            k *= 2;
        }
        return hasher.node(mth(from, from + k), mth(from + k, to));
    }

    @Override
    public byte[] node(int level, long index) {
        int length = 1 << level;
        return perfect.computeIfAbsent(
                (long) level << 32 | index, _ -> mth((int) index * length, ((int) index + 1) * length));
    }
}
