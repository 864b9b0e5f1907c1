/// Certificates, TLS contexts and signing keys: who the gateway and its log are to others. No key here seals a
/// value.
///
/// Read first: [Ed25519Key] (signs the heads of the log), [TlsContexts], [DevPki].
@NullMarked
package io.fieldgate.crypto.pki;

import org.jspecify.annotations.NullMarked;
