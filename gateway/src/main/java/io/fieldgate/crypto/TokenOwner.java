package io.fieldgate.crypto;

/// Whose a token is, read before anything is opened.
public sealed interface TokenOwner {

    record Bound(SubjectRef subject, int erasureClass) implements TokenOwner {}

    record Unbound() implements TokenOwner {}

    record Gone(OpenResult.Why why) implements TokenOwner {}

    record Invalid() implements TokenOwner {}
}
