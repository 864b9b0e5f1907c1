package io.fieldgate.crypto;

/// The outcome of opening a token.
public sealed interface OpenResult {

    record Value(Plaintext plain) implements OpenResult {}

    /// The value cannot be opened by anyone any more (or, for `PAST_DEATH`, by this gateway from now on).
    record Gone(Why why) implements OpenResult {}

    /// Not a token of this tenant, policy and field, or changed in any bit.
    record Invalid() implements OpenResult {}

    enum Why {
        PAST_DEATH,
        BUCKET_DESTROYED,
        ENDED,
        ERASED
    }
}
