package io.fieldgate.cli;

/// What this version of the program is called, and the name of the file that says whom an auditor trusts.
final class Release {
    static final String VERSION = "0.1.0";
    static final String TRUST_FILE = "trust.policy";

    private Release() {}
}
