package io.fieldgate.audit;

import org.jspecify.annotations.Nullable;

/// The log on disk is not the one that was signed: the gateway does not start on it. The message is one
/// sentence for the operator.
public final class LogDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogDamaged(String what) {
        this(what, null);
    }

    public LogDamaged(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
