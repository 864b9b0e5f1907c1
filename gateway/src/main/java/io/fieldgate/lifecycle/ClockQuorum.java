package io.fieldgate.lifecycle;

import io.fieldgate.crypto.GateClock;
import java.time.Instant;

/// Reads several clocks: the latest (never below the persisted high-water mark) for reading, the earliest for births and destruction.
public final class ClockQuorum implements GateClock {

    @Override
    public Instant latest() {
        throw new IllegalStateException("not built");
    }

    @Override
    public Instant earliest() {
        throw new IllegalStateException("not built");
    }

    @Override
    public boolean agrees() {
        throw new IllegalStateException("not built");
    }
}
