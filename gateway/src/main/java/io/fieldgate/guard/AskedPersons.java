package io.fieldgate.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fieldgate.crypto.TrustedClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How many different other people each caller has asked for. Known or not makes no difference, and nothing of it is
/// stored: callers and persons are digests under a key of this process, forgotten after [#WINDOW] and at its end.
/// The memory of callers is bounded; the one longest quiet is forgotten first. Thread rule: safe for many threads.
final class AskedPersons {
    static final int MOST = 20;
    static final Duration WINDOW = Duration.ofHours(24);

    private static final int MAX_CALLERS = 50_000;

    /// Guarded by itself.
    private static final class Asked {
        private final Map<ByteBuffer, Instant> persons = new LinkedHashMap<>();
        private Instant told = Instant.MIN;
    }

    private final Cache<ByteBuffer, Asked> callers;

    AskedPersons(TrustedClock clock) {
        this.callers = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(WINDOW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.latest().toEpochMilli()))
                .build();
    }

    RateLimits.Asking ask(byte[] caller, byte[] person, Instant now) {
        Asked asked = callers.get(ByteBuffer.wrap(caller.clone()), none -> new Asked());
        synchronized (asked) {
            Instant start = now.minus(WINDOW);
            asked.persons.values().removeIf(at -> !at.isAfter(start));
            asked.persons.putIfAbsent(ByteBuffer.wrap(person.clone()), now);
            if (asked.persons.size() < MOST) {
                return RateLimits.Asking.FEW;
            }
            asked.persons.keySet().stream()
                    .skip(MOST)
                    .toList()
                    .forEach(asked.persons::remove); // who is blocked is remembered no better
            boolean told = asked.told.isAfter(start);
            asked.told = told ? asked.told : now;
            return told ? RateLimits.Asking.TOO_MANY : RateLimits.Asking.TOO_MANY_NOW;
        }
    }
}
