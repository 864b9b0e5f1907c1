package io.fieldgate.audit.tlog;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Builds and checks inclusion and consistency proofs. Source: RFC 6962 §2.1.1, §2.1.2; checking after RFC 9162
/// §2.1.3.2, §2.1.4.2.
public final class TreeProofs {
    private static final int MAX_HASHES = 64; // a tree has fewer than 2^63 leaves

    private TreeProofs() {}

    /// Hashes from the leaf's sibling upwards.
    public static List<byte[]> inclusion(TreeHasher hasher, long index, long size, HashSource hashes) throws NotTlog {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("Leaf " + index + " is not in a tree of size " + size + ".");
        }
        List<byte[]> proof = new ArrayList<>();
        path(hasher, index, 0, size, hashes, proof);
        return proof;
    }

    private static void path(TreeHasher hasher, long index, long from, long to, HashSource hashes, List<byte[]> proof)
            throws NotTlog {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(hasher, index, from, middle, hashes, proof);
            proof.add(subtree(hasher, middle, to, hashes));
        } else {
            path(hasher, index, middle, to, hashes, proof);
            proof.add(subtree(hasher, from, middle, hashes));
        }
    }

    /// Proof that the tree of size `before` is a beginning of the tree of size `after`.
    public static List<byte[]> consistency(TreeHasher hasher, long before, long after, HashSource hashes)
            throws NotTlog {
        if (before < 0 || before > after) {
            throw new IllegalArgumentException("No consistency from size " + before + " to " + after + ".");
        }
        List<byte[]> proof = new ArrayList<>();
        if (before > 0 && before < after) {
            subproof(hasher, before, 0, after, true, hashes, proof);
        }
        return proof;
    }

    private static void subproof(
            TreeHasher hasher, long before, long from, long to, boolean whole, HashSource hashes, List<byte[]> proof)
            throws NotTlog {
        if (before == to) {
            if (!whole) {
                proof.add(subtree(hasher, from, to, hashes));
            }
            return;
        }
        long middle = from + split(to - from);
        if (before <= middle) {
            subproof(hasher, before, from, middle, whole, hashes, proof);
            proof.add(subtree(hasher, middle, to, hashes));
        } else {
            subproof(hasher, before, middle, to, false, hashes, proof);
            proof.add(subtree(hasher, from, middle, hashes));
        }
    }

    /// Root of leaves `from` to `to`, where `from` is a multiple of the largest power of two in the length.
    private static byte[] subtree(TreeHasher hasher, long from, long to, HashSource hashes) throws NotTlog {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return hashes.node(level, from >>> level);
        }
        long middle = from + split(length);
        return hasher.node(subtree(hasher, from, middle, hashes), subtree(hasher, middle, to, hashes));
    }

    /// The largest power of two below the length.
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }

    /// Whether the proof shows that the leaf stands at the index of the tree with this root.
    public static boolean verifyInclusion(
            TreeHasher hasher, byte[] leafHash, long index, long size, byte[] root, List<byte[]> proof) {
        if (index < 0 || index >= size || proof.size() > MAX_HASHES) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] next : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(next, hash);
                while ((node & 1) == 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = hasher.node(hash, next);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /// Whether the proof shows that the later tree begins with the earlier one. From size 0 every tree is
    /// consistent, without a proof.
    public static boolean verifyConsistency(
            TreeHasher hasher, long before, byte[] rootBefore, long after, byte[] rootAfter, List<byte[]> proof) {
        if (before < 0 || before > after || proof.size() > MAX_HASHES) {
            return false;
        }
        if (before == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(rootBefore, hasher.emptyRoot());
        }
        if (before == after) {
            return proof.isEmpty() && MessageDigest.isEqual(rootBefore, rootAfter);
        }
        if (proof.isEmpty()) {
            return false;
        }
        boolean wholeSubtree = Long.bitCount(before) == 1;
        long node = before - 1;
        long last = after - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        byte[] old = wholeSubtree ? rootBefore : proof.getFirst();
        byte[] young = old;
        for (byte[] next : proof.subList(wholeSubtree ? 0 : 1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = hasher.node(next, old);
                young = hasher.node(next, young);
                while (node != 0 && (node & 1) == 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                young = hasher.node(young, next);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, rootBefore) && MessageDigest.isEqual(young, rootAfter);
    }
}
