package io.fieldgate.state;

/// One row of the store.
/// @param version 1 for a row's first write, then one more for each write
/// @param expiresAt epoch seconds after which the row may be removed, or 0 for never
@SuppressWarnings("ArrayRecordComponent") // carriers between store and caller; never compared
public record Row(Namespace namespace, byte[] key, long version, long expiresAt, byte[] value) {

    @Override
    public String toString() {
        return "Row[" + namespace + "]";
    }
}
