package io.fieldgate.audit.verify;

/// Takes findings as the checks come upon them.
interface FindingSink {
    void find(String rule, long index, String where, String what);
}
