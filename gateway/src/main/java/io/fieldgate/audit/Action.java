package io.fieldgate.audit;

/// What happened to one field on its way; the lower-case name stands in the leaf.
public enum Action {
    KEPT("kept"),
    DROPPED("dropped"),
    MASKED("masked"),
    GENERALIZED("generalized"),
    /// `token`, `pseudonym` or a format-preserving form
    TOKENIZED("tokenized"),
    ENCRYPTED("encrypted"),
    /// ephemeral or a source of a derived field: read, then discarded
    USED("used"),
    REVEALED("revealed"),
    REJECTED("rejected"),
    /// declared for this reader but not shown: expired, erased, or the reader's cell says no
    WITHHELD("withheld");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
