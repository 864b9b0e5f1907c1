package io.fieldgate.boot.config;

/// The gateway cannot start, or a verb cannot be done, and why: one sentence an operator can act on.
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;

    public StartFailure(String sentence) {
        super(sentence);
        this.exit = Exit.ENVIRONMENT;
    }

    public StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
        this.exit = Exit.ENVIRONMENT;
    }

    private StartFailure(int exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    /// What was asked is wrong in itself; no file or gateway is at fault.
    public static StartFailure usage(String sentence) {
        return new StartFailure(Exit.USAGE, sentence);
    }

    public int exit() {
        return exit;
    }
}
