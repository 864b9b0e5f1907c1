package io.fieldgate.crypto;

/// The outcome of opening a token.
public sealed interface Opened {

    record Value(Plain plain) implements Opened {}

    /// The value cannot be opened by anyone any more (or, for `PAST_DEATH`, by this gateway from now on).
    record Gone(Why why) implements Opened {}

    /// Not a token of this tenant, policy and field, or changed in any bit.
    record Invalid() implements Opened {}

    enum Why {
        PAST_DEATH,
        BUCKET_DESTROYED,
        ENDED,
        ERASED
    }
}
