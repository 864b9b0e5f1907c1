/// Suites, custodians, expiry buckets, subject salts, sealed tokens, signatures; the only room with key bytes.
/// Read first: [Sealer], [KeyCustodian], [KeyDomain].
@NullMarked
package io.fieldgate.crypto;

import org.jspecify.annotations.NullMarked;
