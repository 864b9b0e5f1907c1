package io.fieldgate.proxy;

import io.fieldgate.crypto.TrustedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test moves it.
public final class HeldClock implements TrustedClock, InstantSource {
    private volatile Instant now;
    private volatile boolean agrees = true;

    HeldClock(Instant start) {
        now = start;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    void disagree() {
        agrees = false;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Instant latest() {
        return now;
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
