package io.fieldgate.audit.log;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.leaf.LeafEncoder;
import io.fieldgate.audit.wal.PendingLeaf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Leaves in the order they will have in the log. Time is taken under the queue's lock, so that it never falls
/// along the order.
/// Thread rule: any thread adds, the writer takes; all fields are guarded by `lock`.
final class LeafQueue {
    static final int MAX_WAITING = 65_536;
    private static final int MAX_NOTES = 2 * MAX_WAITING; // what nobody waits for may use as much again

    private final LeafEncoder encoder;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<PendingLeaf> tickets = new ArrayDeque<>();
    private long lastMicros;
    private boolean closed;
    private long added;
    private long finished; // written or failed

    LeafQueue(LeafEncoder encoder, InstantSource clock, long lastMicros) {
        this.encoder = encoder;
        this.clock = clock;
        this.lastMicros = Math.max(lastMicros, LeafEncoder.MIN_MICROS);
    }

    /// Null when the queue is full or closed.
    @Nullable
    PendingLeaf add(AuditEvent event, @Nullable Thread waiter) {
        return add(event, waiter, 0);
    }

    /// @param deadline nanoTime until which the waiter waits
    @Nullable
    PendingLeaf add(AuditEvent event, @Nullable Thread waiter, long deadline) {
        LeafEncoder.Encoded encoded = encoder.encode(event, LeafEncoder.MIN_MICROS, false);
        lock.lock();
        try {
            if (closed || tickets.size() >= (waiter == null ? MAX_NOTES : MAX_WAITING)) {
                return null;
            }
            PendingLeaf pendingLeaf = new PendingLeaf(event, stamped(event, encoded), waiter, deadline);
            tickets.add(pendingLeaf);
            added++;
            arrived.signal();
            return pendingLeaf;
        } finally {
            lock.unlock();
        }
    }

    /// A leaf that does not go through the queue.
    PendingLeaf stamp(AuditEvent event) {
        LeafEncoder.Encoded encoded = encoder.encode(event, LeafEncoder.MIN_MICROS, false);
        lock.lock();
        try {
            return new PendingLeaf(event, stamped(event, encoded), null, 0);
        } finally {
            lock.unlock();
        }
    }

    /// Writes the time into the 16 digits kept free for it; a clock that went back costs a second encoding.
    private byte[] stamped(AuditEvent event, LeafEncoder.Encoded encoded) {
        Instant now = clock.instant();
        long micros = Math.min(
                Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000L), now.getNano() / 1000),
                LeafEncoder.MAX_MICROS);
        if (micros < lastMicros) {
            return encoder.encode(event, lastMicros, true).bytes();
        }
        lastMicros = micros;
        byte[] leaf = encoded.bytes();
        for (int i = encoded.timeAt() + 15; i >= encoded.timeAt(); i--) {
            leaf[i] = (byte) ('0' + micros % 10);
            micros /= 10;
        }
        return leaf;
    }

    /// What is there, up to the limits, waiting for the first; null after the last one of a closed queue.
    @Nullable
    List<PendingLeaf> take(int maxLeaves, int maxBytes) {
        lock.lock();
        try {
            while (tickets.isEmpty()) {
                if (closed) {
                    return null;
                }
                arrived.awaitUninterruptibly();
            }
            List<PendingLeaf> batch = new ArrayList<>(Math.min(tickets.size(), maxLeaves));
            int bytes = 0;
            while (!tickets.isEmpty() && batch.size() < maxLeaves) {
                bytes += tickets.element().leaf.length;
                if (!batch.isEmpty() && bytes > maxBytes) {
                    break;
                }
                batch.add(tickets.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Returns leaves that could not be written yet, in front and in their order.
    void putBack(List<PendingLeaf> batch) {
        lock.lock();
        try {
            batch.reversed().forEach(tickets::addFirst);
        } finally {
            lock.unlock();
        }
    }

    void failAll(String why, @Nullable Throwable cause) {
        lock.lock();
        try {
            tickets.forEach(pendingLeaf -> pendingLeaf.fail(why, cause));
            finished += tickets.size();
            tickets.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more comes in; what is there can still be taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The writer is through with leaves it took, one way or the other.
    void finished(int leaves) {
        lock.lock();
        try {
            finished += leaves;
        } finally {
            lock.unlock();
        }
    }

    long added() {
        lock.lock();
        try {
            return added;
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything among the first so many leaves was written or failed.
    boolean isThrough(long leaves) {
        lock.lock();
        try {
            return finished >= leaves;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return tickets.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
