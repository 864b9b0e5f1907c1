package io.fieldgate.outage;

import org.jspecify.annotations.Nullable;

/// The log did not confirm a leaf, so what it describes must not happen (`evidence-unavailable`).
public final class AuditUnavailable extends Unavailable {
    private static final long serialVersionUID = 1L;

    public AuditUnavailable(String what) {
        this(what, null);
    }

    public AuditUnavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
