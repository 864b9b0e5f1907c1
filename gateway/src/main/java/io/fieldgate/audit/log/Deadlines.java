package io.fieldgate.audit.log;

import io.fieldgate.audit.wal.PendingLeaf;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Wakes those who have waited too long. Why not a timed wait each: on a virtual thread that is a timer set and
/// cancelled, and a second thread woken, for every leaf; here one thread looks at who is left 20 times a
/// second, so a deadline is met within 50 ms.
/// Thread rule: any thread watches; the list is emptied by the thread `audit-deadlines`.
final class Deadlines {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ConcurrentLinkedQueue<PendingLeaf> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("audit-deadlines").unstarted(this::run);
    private volatile boolean stopped;

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    void watch(PendingLeaf pendingLeaf) {
        waiting.add(pendingLeaf);
    }

    private void run() {
        while (!stopped || !waiting.isEmpty()) {
            LockSupport.parkNanos(this, TICK_NANOS);
            long now = System.nanoTime();
            for (Iterator<PendingLeaf> each = waiting.iterator(); each.hasNext(); ) {
                PendingLeaf pendingLeaf = each.next();
                if (pendingLeaf.isSettled() || pendingLeaf.giveUpAfter(now)) {
                    each.remove();
                }
            }
        }
    }

    /// Ends when nobody waits any more.
    void stop() {
        stopped = true;
    }
}
