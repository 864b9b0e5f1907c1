package io.fieldgate.audit.tlog;

/// Where hashes of perfect subtrees come from.
public interface HashSource {

    /// Root of the perfect subtree of `1 << level` leaves that begins at leaf `index << level`.
    /// @throws NotTlog when the source does not hold it, or holds it damaged
    byte[] node(int level, long index) throws NotTlog;
}
