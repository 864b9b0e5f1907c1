package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.SubjectRef;

/// The very bytes a tenant holds of a person's row: they are zeros once the row is dropped and nobody uses it any more.
public final class HeldRows {
    private HeldRows() {}

    public static byte[] row(TenantKeys keys, SubjectRef person) {
        try (Subject subject = keys.subjects().load(person).orElseThrow()) {
            return subject.row();
        }
    }
}
