package io.fieldgate.crypto;

/// Where and until when a value is sealed: bound into the key and the associated data of its token.
/// @param deathMinute minutes since 1970 UTC, already on the expiry grid: the id of the expiry bucket
/// @param endSlot end class of (event, then), 0 for none
/// @param erasureClass number of the salt that seals this value for its person, ignored where no subject is bound
public record SealTarget(String policy, String field, int deathMinute, Scope scope, int endSlot, int erasureClass) {}
