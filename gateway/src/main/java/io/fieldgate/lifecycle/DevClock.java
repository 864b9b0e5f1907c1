package io.fieldgate.lifecycle;

import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The clock of a dev gateway: begins in February 2020, where the shipped policies live, ticks, and moves by hand.
///
/// It stands still while the gateway is down and never restarts below the highest time seen: the state holds a
/// time ahead of every time shown, and where that cannot be renewed the clock waits at it.
/// Thread rule: safe for many threads; reading never blocks, [#advance], [#tick] and [#close] write to the state.
public final class DevClock implements InstantSource, AutoCloseable {
    /// 2020-02-20T10:00+08:00.
    public static final Instant START = Instant.parse("2020-02-20T02:00:00Z");

    private static final long AHEAD_MILLIS = 60_000;
    private static final byte[] KEY = "dev".getBytes(StandardCharsets.UTF_8);

    private final StateStore state;
    private final LongSupplier nanos;
    private volatile long origin; // epoch millis at `originNanos`; written under this object's lock
    private final long originNanos;
    private volatile long reserved; // durable; written under this object's lock

    private DevClock(StateStore state, LongSupplier nanos, long origin) {
        this.state = state;
        this.nanos = nanos;
        this.origin = origin;
        this.originNanos = nanos.getAsLong();
    }

    public static DevClock open(StateStore state) {
        return open(state, System::nanoTime);
    }

    static DevClock open(StateStore state, LongSupplier nanos) {
        Row row = state.get(Namespace.CLOCK, KEY);
        long seen = row == null ? Long.MIN_VALUE : ByteBuffer.wrap(row.value()).getLong();
        DevClock clock = new DevClock(state, nanos, Math.max(seen, START.toEpochMilli()));
        clock.reserve(clock.origin + AHEAD_MILLIS);
        return clock;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return Math.min(running(), reserved);
    }

    /// Moves the clock forward, durable when it returns.
    public synchronized Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The dev clock moves forward only.");
        }
        long to = millis() + by.toMillis();
        reserve(to + AHEAD_MILLIS);
        origin += to - running();
        return Instant.ofEpochMilli(to);
    }

    /// Keeps the durable time ahead. Called by the sweeper every second.
    public synchronized void tick() {
        long now = running();
        if (reserved - now < AHEAD_MILLIS / 2) {
            reserve(now + AHEAD_MILLIS);
        }
    }

    /// Writes the time as it is, so that a clean restart goes on from here.
    @Override
    public synchronized void close() {
        reserve(millis());
    }

    private long running() {
        return origin + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - originNanos);
    }

    private void reserve(long until) {
        state.commit(new Batch()
                .put(
                        Namespace.CLOCK,
                        KEY,
                        ByteBuffer.allocate(Long.BYTES).putLong(until).array()));
        reserved = until;
    }
}
