package io.fieldgate.cli;

/// The gateway cannot start, and why: one sentence an operator can act on.
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String sentence) {
        super(sentence);
    }

    StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
