/// Who keeps the keys that wrap seeds, and destroys them. A new custodian is a [KeyCustodians.Kind] and its line
/// there.
///
/// Read first: [KeyCustodian] (the contract, and the five answers), [KeyCustodians], [SeedEnvelope].
///
/// A custodian's key never leaves it. Only a custodian in its newest state may say that a key is gone; one that is
/// missing, damaged or older than the state remembers is unavailable. Refuses to know persons, policies, and when a
/// key is due.
@NullMarked
package io.fieldgate.crypto.custodian;

import org.jspecify.annotations.NullMarked;
