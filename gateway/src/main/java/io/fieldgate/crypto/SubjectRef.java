package io.fieldgate.crypto;

/// The only name of a person outside a document: a random row id inside one scope. Says nothing without the state.
public record SubjectRef(int scopeSlot, long rowId) {}
