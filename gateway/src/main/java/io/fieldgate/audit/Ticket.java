package io.fieldgate.audit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One leaf on its way to the disk, and whoever waits for it.
final class Ticket {

    private sealed interface End {}

    private record Durable(long index) implements End {}

    private record Failed(String why, @Nullable Throwable cause) implements End {}

    private record GivenUp() implements End {}

    final AuditEvent event;
    final byte[] leaf;
    private final @Nullable Thread waiter;
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();

    Ticket(AuditEvent event, byte[] leaf, @Nullable Thread waiter) {
        this.event = event;
        this.leaf = leaf;
        this.waiter = waiter;
    }

    boolean isAwaited() {
        return waiter != null;
    }

    /// Tells the waiter; false when he was told otherwise or has left, so that what the leaf describes does not
    /// happen.
    boolean complete(long index) {
        return settle(new Durable(index));
    }

    void fail(String why, @Nullable Throwable cause) {
        settle(new Failed(why, cause));
    }

    private boolean settle(End how) {
        if (!end.compareAndSet(null, how)) {
            return false;
        }
        LockSupport.unpark(waiter);
        return true;
    }

    /// Called by the waiter's thread. An interrupt is kept for later: a leaf is not half durable because
    /// somebody lost patience.
    long await(long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                End now = end.get();
                if (now != null) {
                    return result(now);
                }
                long left = deadline - System.nanoTime();
                if (left <= 0 && end.compareAndSet(null, new GivenUp())) {
                    throw new AuditUnavailable("The log did not confirm the leaf within " + nanos / 1_000_000 + " ms.");
                }
                LockSupport.parkNanos(this, left);
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long result(End end) {
        return switch (end) {
            case Durable durable -> durable.index();
            case Failed failed -> throw new AuditUnavailable(failed.why(), failed.cause());
            case GivenUp _ -> throw new IllegalStateException("A ticket is awaited once.");
        };
    }
}
