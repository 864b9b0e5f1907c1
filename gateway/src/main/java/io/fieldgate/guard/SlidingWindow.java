package io.fieldgate.guard;

import io.fieldgate.policy.AppLimits.Rate;
import java.time.Duration;

/// The last `count` admissions of one client: exact in any window, eight bytes each.
/// Thread rule: guarded by its own lock.
final class SlidingWindow {
    private final int count;
    private final long windowMillis;
    private final long[] admitted; // a ring, oldest at `next` once it is full
    private int next;
    private int size;

    SlidingWindow(int count, Duration window) {
        this.count = count;
        this.windowMillis = window.toMillis();
        this.admitted = new long[count];
    }

    boolean fits(Rate rate) {
        return rate.count() == count && rate.window().toMillis() == windowMillis;
    }

    /// @return 0 when admitted, else the milliseconds until the oldest admission leaves the window
    synchronized long admit(long nowMillis) {
        if (size == count) {
            long free = admitted[next] + windowMillis;
            if (nowMillis < free) {
                return free - nowMillis;
            }
        } else {
            size++;
        }
        admitted[next] = nowMillis;
        next = (next + 1) % count;
        return 0;
    }
}
