package io.fieldgate.document;

/// Bytes that are no JSON of the house's strict kind. Says the broken rule and where, never what stood there.
public final class NotJson extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long offset;

    /// @param reason one of [JsonRules]
    NotJson(String reason, long offset) {
        super("Not JSON: " + reason + " at byte " + offset + ".", null, false, false);
        this.reason = reason;
        this.offset = offset;
    }

    public String reason() {
        return reason;
    }

    /// Byte offset, or -1.
    public long offset() {
        return offset;
    }
}
