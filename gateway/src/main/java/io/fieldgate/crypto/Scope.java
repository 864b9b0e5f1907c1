package io.fieldgate.crypto;

/// A registered pair of campaign and scope inside one tenant: the space in which a person is known and
/// pseudonyms match.
/// @param slot number in the token format, 1..65535, never reused
public record Scope(int slot, String campaign, String name) {}
