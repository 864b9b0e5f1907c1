/// Algorithm families: what an AEAD, a deterministic AEAD, a MAC, a KDF and a signature are in each. Knows no token,
/// no key and no person. Read first: [CryptoSuite], [Suites].
@NullMarked
package io.fieldgate.crypto.suite;

import org.jspecify.annotations.NullMarked;
