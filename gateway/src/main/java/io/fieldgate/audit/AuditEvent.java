package io.fieldgate.audit;

/// Everything the log can say, one record per leaf kind. A personal value does not fit in: texts have bounded
/// shapes ([LeafText]), persons are keyed tags, and a constructor throws [IllegalArgumentException] on anything
/// else, which closes the gate.
/// Absent text is the empty string; absent numbers are -1.
public sealed interface AuditEvent permits ExchangeEvent, RetentionEvent, GovernanceEvent, LogEvent {

    LeafKind kind();

    /// Its own members, in the order of their names; those that every leaf has are no business of it.
    void write(LeafWriter leaf);

    /// Id of the event; empty lets the log make one.
    default String id() {
        return "";
    }

    /// Index of the leaf that this one closes or follows, -1 for none.
    default long of() {
        return -1;
    }
}
