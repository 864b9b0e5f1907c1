package io.fieldgate.outage;

import org.jspecify.annotations.Nullable;

/// The store cannot answer (`state-unavailable`).
public final class StateUnavailable extends Unavailable {
    private static final long serialVersionUID = 1L;

    public StateUnavailable(String what) {
        this(what, null);
    }

    public StateUnavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
