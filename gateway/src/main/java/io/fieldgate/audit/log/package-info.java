/// The running log. An append returns when its leaf is on the disk and tells nobody anything before; what the disk
/// has not confirmed did not happen.
///
/// Read first: [AuditLog] (the face, and when it refuses), [WalWriter] (batch, force, look, release), [Integrator].
///
/// ```
/// append ─► queue ─► audit-writer     what came during the last fsync is one batch: write, force, look whether the
/// note ───►    │         │            file is still the one its path names, release the waiters
///              │         ▼
///              │     integrator       durable leaves, in order
///              │         ▼
///              │     audit-publisher  tiles durable ─► head in the state by compare-and-set ─► checkpoint; every
///              │                      250 ms, or when somebody waits for it; also spare segment, heartbeat,
///              │                      counts of a day, signed segments removed
///              └───► audit-deadlines  sends away who waited too long; where his intent or reveal becomes durable
///                                     after all, it gets an outcome `withheld`
/// ```
///
/// A failed write or force ends the log for good and the process with it: trying again could lie. An append is
/// refused while the queue is full or there is no room on the disk; one that personal data waits for already when
/// no head could be signed for long, or no spare segment can be made.
///
/// At a start [LogRecovery] compares state, checkpoint, tiles and write-ahead log; they must tell one story. Only a
/// torn end that nobody was told about is cut; what was begun and not ended is handed over as [RecoveredLog].
///
/// The alcove refuses to know what a leaf is about. It looks at kinds only to tell what is governed, what is open,
/// when a day was closed, and which denials repeat.
/// Thread rule: named above. Errors: `AuditUnavailable`, `LogDamaged`.
@NullMarked
package io.fieldgate.audit.log;

import org.jspecify.annotations.NullMarked;
