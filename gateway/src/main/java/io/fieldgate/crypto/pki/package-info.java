/// Certificates, TLS contexts and signing keys: who the gateway and its log are to others. No key here seals a value.
/// Read first: [TlsContexts], [DevPki], [Ed25519Key].
@NullMarked
package io.fieldgate.crypto.pki;

import org.jspecify.annotations.NullMarked;
