/// The write-ahead log on the disk: segments, batches, a torn tail. Knows no leaf and no tree.
/// Read first: [Segment], [WalBatch], [Disk].
@NullMarked
package io.fieldgate.audit.wal;

import org.jspecify.annotations.NullMarked;
