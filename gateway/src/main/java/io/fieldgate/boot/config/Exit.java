package io.fieldgate.boot.config;

/// Exit codes of every verb; documented in `docs/reference/cli.md` and in each verb's help.
public final class Exit {
    public static final int FINE = 0;
    public static final int FINDINGS = 1;
    public static final int USAGE = 2;
    public static final int ENVIRONMENT = 3;

    private Exit() {}
}
