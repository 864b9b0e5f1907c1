package io.fieldgate.audit.tlog;

/// Bytes are not what the format says. The message names the rule that was broken and quotes nothing.
public final class NotTlog extends Exception {
    private static final long serialVersionUID = 1L;

    public NotTlog(String rule) {
        super(rule);
    }
}
