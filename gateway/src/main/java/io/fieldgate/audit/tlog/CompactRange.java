package io.fieldgate.audit.tlog;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a tree: enough to append leaves and to know the root. At most 64 hashes.
///
/// How: `edge` holds the roots of the perfect subtrees that make up the size, largest first; one per set bit of
/// the size.
/// Appending merges equal-sized neighbours like a carry in binary addition: amortised one node hash a leaf.
/// Source: RFC 6962 §2.1. Thread rule: one thread.
public final class CompactRange {
    private final TreeHasher hasher;
    private final List<byte[]> edge;
    private long size;

    public CompactRange(TreeHasher hasher) {
        this(hasher, 0, List.of());
    }

    /// Takes up a tree where it was left. @param edge roots of its perfect subtrees, largest first
    public CompactRange(TreeHasher hasher, long size, List<byte[]> edge) {
        if (Long.bitCount(size) != edge.size()) {
            throw new IllegalArgumentException(
                    "A tree of size " + size + " has " + Long.bitCount(size) + " edge hashes.");
        }
        this.hasher = hasher;
        this.size = size;
        this.edge = new ArrayList<>(edge);
    }

    /// Reads the edge of a tree of this size.
    public static CompactRange of(TreeHasher hasher, long size, HashSource hashes) throws NotTlog {
        List<byte[]> edge = new ArrayList<>();
        long start = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                edge.add(hashes.node(level, start >>> level));
                start += 1L << level;
            }
        }
        return new CompactRange(hasher, size, edge);
    }

    public void append(byte[] leafHash) {
        byte[] node = leafHash;
        for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
            node = hasher.node(edge.removeLast(), node);
        }
        edge.add(node);
        size++;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        if (edge.isEmpty()) {
            return hasher.emptyRoot();
        }
        byte[] root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = hasher.node(edge.get(i), root);
        }
        return root;
    }
}
