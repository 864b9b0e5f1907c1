/// The write-ahead log on the disk: segments, batches, a torn end. Knows no tree; an event passes through it
/// unread.
///
/// Read first: [Segment], [WalBatch] (every byte), [WalTail] (what may be cut at a start, and what is damage).
///
/// Segments are written through [Disk], so that a test can let the disk fail.
@NullMarked
package io.fieldgate.audit.wal;

import org.jspecify.annotations.NullMarked;
