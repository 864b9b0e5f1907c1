package io.fieldgate.state;

/// The store cannot answer; callers close the gate (503 `state-unavailable`).
public final class StateUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateUnavailable(String what) {
        super(what);
    }

    public StateUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
