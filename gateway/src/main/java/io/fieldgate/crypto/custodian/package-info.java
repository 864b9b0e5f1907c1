/// Who keeps the keys that wrap seeds, and destroys them. A new custodian is a [KeyCustodians.Kind] and its line there.
/// Read first: [KeyCustodian], [KeyCustodians], [SeedEnvelope].
@NullMarked
package io.fieldgate.crypto.custodian;

import org.jspecify.annotations.NullMarked;
