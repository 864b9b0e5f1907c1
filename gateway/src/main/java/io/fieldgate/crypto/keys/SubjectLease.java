package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.HoldsKeys;

/// A subject row with its bytes held; give it back with [#release].
@SuppressWarnings("ArrayRecordComponent") // a lease, never compared
@HoldsKeys
record SubjectLease(SubjectRow row, byte[] bytes) {

    void release() {
        row.bytes().release();
    }

    @Override
    public String toString() {
        return "SubjectLease[redacted]";
    }
}
