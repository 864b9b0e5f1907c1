/// The evidence: what the log of a node can say. One append-only Merkle log per node, with signed checkpoints.
///
/// Read first: [AuditEvent] (one record for each kind of leaf), [LeafText] (why no personal value fits in),
/// [io.fieldgate.audit.log.AuditLog].
///
/// ```
/// event (here) ─► leaf ─► log ─┬─► wal    forced to the disk before anybody is told
///                              └─► tile   tiles, entry bundles and the signed head, in the formats of tlog
///                                    ├─► query   questions to signed leaves
///                                    └─► verify  the offline verifier, which trusts nobody
///
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
