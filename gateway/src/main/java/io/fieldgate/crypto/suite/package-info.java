/// Algorithm families: what an AEAD, a deterministic AEAD, a PRF, a hash and a block cipher are in each. Knows no
/// token, no row and no person. A new family is one file and its line in [Suites].
///
/// Read first: [CryptoSuite], [Suites].
@NullMarked
package io.fieldgate.crypto.suite;

import org.jspecify.annotations.NullMarked;
