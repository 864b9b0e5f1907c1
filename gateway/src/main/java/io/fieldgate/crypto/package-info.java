/// Suites, custodians, expiry buckets, subject salts, sealed tokens, signatures; the only room with key bytes.
/// Read first: [io.fieldgate.crypto.keys.Sealer], [io.fieldgate.crypto.custodian.KeyCustodian],
/// [io.fieldgate.crypto.keys.KeyDomain].
@NullMarked
package io.fieldgate.crypto;

import org.jspecify.annotations.NullMarked;
