package io.fieldgate.boot;

/// What this version of the program is called, and the name of the file that says whom an auditor trusts.
public final class Release {
    public static final String VERSION = "0.1.0";
    public static final String TRUST_FILE = "trust.policy";

    private Release() {}
}
