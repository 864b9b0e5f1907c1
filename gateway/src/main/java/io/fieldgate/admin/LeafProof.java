package io.fieldgate.admin;

import io.fieldgate.audit.AuditLog;
import io.fieldgate.document.Value;
import java.util.Optional;

/// One leaf, its proof of inclusion, and the checkpoint it is proved against.
final class LeafProof {
    private LeafProof() {}

    static Optional<Value> of(AuditLog log, long index) {
        return Optional.empty();
    }
}
