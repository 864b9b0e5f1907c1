package io.fieldgate.state;

/// A check of a batch did not hold: somebody else wrote first. Nothing of the batch was written.
public final class StateConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateConflict(String what) {
        super(what);
    }
}
