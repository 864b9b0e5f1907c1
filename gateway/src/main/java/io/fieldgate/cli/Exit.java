package io.fieldgate.cli;

/// Exit codes of every verb; documented in `docs/reference/cli.md`.
final class Exit {
    static final int FINE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int ENVIRONMENT = 3;

    private Exit() {}
}
