/// The evidence: one append-only Merkle log per node, signed checkpoints, readers, queries and the offline verifier.
///
/// Read first: [AuditEvent], [AuditLog].
///
/// ```
/// leaf       = canonical JSON (RFC 8785), at most 65,535 bytes, integers only, no values of persons
/// folder     = lock wal/NNNNNNNN.wal checkpoint tile/<L>/<N>[.p/<W>] tile/entries/<N>[.p/<W>]
/// checkpoint = C2SP tlog-checkpoint: origin, size, root; Ed25519 signed note
/// ```
///
/// This room knows no policy, no request and no personal value: what happened comes in as an [AuditEvent] that
/// cannot carry one.
@NullMarked
package io.fieldgate.audit;

import org.jspecify.annotations.NullMarked;
