package io.fieldgate.crypto;

/// Keyed names for record ids, so that the state holds none in the clear (an app may use an identity number as record id).
/// From `KeyDomain.recordIds()`; keys hang on the salt epoch. Thread rule: safe for many threads.
public final class RecordIds {

    RecordIds() {}

    /// 16 bytes, equal for one record id of one app.
    public byte[] key(Scope scope, String app, String recordId) {
        throw new IllegalStateException("not built");
    }

    public byte[] seal(String app, String recordId) {
        throw new IllegalStateException("not built");
    }

    public String open(String app, byte[] sealed) {
        throw new IllegalStateException("not built");
    }
}
