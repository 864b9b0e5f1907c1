package io.fieldgate.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// One host clock that tests move, with the high-water mark the gate's clock keeps.
public final class SteppedClock implements TrustedClock, InstantSource {
    private volatile Instant now;
    private volatile Instant highWater;
    private volatile boolean agrees = true;

    public SteppedClock(Instant start) {
        now = start;
        highWater = start;
    }

    public void advance(Duration by) {
        set(now.plus(by));
    }

    public void set(Instant to) {
        now = to;
        highWater = to.isAfter(highWater) ? to : highWater;
    }

    public void disagree() {
        agrees = false;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Instant latest() {
        return highWater;
    }

    @Override
    public Instant earliest() {
        return now;
    }

    @Override
    public boolean agrees() {
        return agrees;
    }
}
