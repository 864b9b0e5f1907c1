package io.fieldgate.audit.wal;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.outage.AuditUnavailable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One leaf on its way to the disk, and whoever waits for it.
public final class PendingLeaf {

    private sealed interface End {}

    private record Durable(long index) implements End {}

    private record Failed(String why, @Nullable Throwable cause) implements End {}

    private record GivenUp() implements End {}

    public final AuditEvent event;
    public final byte[] leaf;
    private final @Nullable Thread waiter;
    private final long deadline; // nanoTime
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();

    public PendingLeaf(AuditEvent event, byte[] leaf, @Nullable Thread waiter, long deadline) {
        this.event = event;
        this.leaf = leaf;
        this.waiter = waiter;
        this.deadline = deadline;
    }

    public boolean isAwaited() {
        return waiter != null;
    }

    /// Tells the waiter; false when he was told otherwise or has left, so that what the leaf describes does not
    /// happen.
    public boolean complete(long index) {
        return settle(new Durable(index));
    }

    public void fail(String why, @Nullable Throwable cause) {
        settle(new Failed(why, cause));
    }

    private boolean settle(End how) {
        if (!end.compareAndSet(null, how)) {
            return false;
        }
        LockSupport.unpark(waiter);
        return true;
    }

    public boolean isSettled() {
        return end.get() != null;
    }

    /// Sends the waiter away if his time is over. True when nobody waits any more.
    public boolean giveUpAfter(long now) {
        if (now - deadline < 0) {
            return false;
        }
        settle(new GivenUp());
        return true;
    }

    /// Called by the waiter's thread; [Deadlines] sends him away in time.
    /// An interrupt is kept for later: a leaf is not half durable because somebody lost patience.
    public long await() {
        boolean interrupted = false;
        End now = end.get();
        while (now == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
            now = end.get();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return switch (now) {
            case Durable durable -> durable.index();
            case Failed failed -> throw new AuditUnavailable(failed.why(), failed.cause());
            case GivenUp _ -> throw new AuditUnavailable("The log did not confirm the leaf in time.");
        };
    }
}
