package io.fieldgate.audit;

import org.jspecify.annotations.Nullable;

/// The log did not confirm a leaf, so what it describes must not happen (503 `evidence-unavailable`).
/// The message names the cause for `/readyz` and holds nothing of the event.
public final class AuditUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AuditUnavailable(String what) {
        this(what, null);
    }

    public AuditUnavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
