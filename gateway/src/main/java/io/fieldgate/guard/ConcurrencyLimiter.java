package io.fieldgate.guard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A permit for each exchange, with a bound per app and one for all. No permit → 503 with Retry-After, no body
/// byte read.
/// Thread rule: safe for many threads; never blocks.
public final class ConcurrencyLimiter {

    /// Held while the exchange runs; closing twice is harmless.
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final int total;
    private final int perApp;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, AtomicInteger> runningByApp = new ConcurrentHashMap<>();
    private volatile boolean closing; // written once, by whoever drains

    private ConcurrencyLimiter(int total, int perApp) {
        this.total = total;
        this.perApp = perApp;
    }

    /// @param total exchanges at once in this process
    /// @param perApp exchanges at once of one app, so that a slow app leaves room for the others
    public static ConcurrencyLimiter open(int total, int perApp) {
        if (total < 1 || perApp < 1) {
            throw new IllegalArgumentException("Admission needs room for at least one exchange.");
        }
        return new ConcurrencyLimiter(total, perApp);
    }

    /// @param app name of a configured app, never text from outside
    public Optional<Permit> enter(String app) {
        if (closing || !take(running, total)) {
            return Optional.empty();
        }
        AtomicInteger ofApp = runningByApp.computeIfAbsent(app, name -> new AtomicInteger());
        if (!take(ofApp, perApp)) {
            running.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(permit(ofApp));
    }

    /// No new permits from now on; running exchanges keep theirs.
    public void drain() {
        closing = true;
    }

    private Permit permit(AtomicInteger ofApp) {
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                ofApp.decrementAndGet();
                running.decrementAndGet();
            }
        };
    }

    private static boolean take(AtomicInteger count, int bound) {
        if (count.incrementAndGet() <= bound) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }
}
