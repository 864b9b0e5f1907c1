package io.fieldgate.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.policy.AppLimits.Rate;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Limits of one caller: `per-client` (by person or staff member, or by address where nobody is named; in memory,
/// keyed)
/// and `per-person` (the caller's own subject; in state, so that a restart does not give a second booking).
///
/// Both windows slide: at no moment do more than `count` lie in the `window` before it, by the latest clock.
/// The memory of clients is bounded; under a flood of new ones the client longest unseen is forgotten first.
/// Thread rule: safe for many threads; [#perClient] never blocks, the others block on the state.
public final class RateLimits {
    private static final int MAX_CLIENTS = 200_000;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1); // of `per-client`: minute, hour, day
    private static final int MAX_TRIES = 50;
    private static final byte PER_PERSON = 'P';

    /// How many other people somebody has asked for.
    public enum Asking {
        FEW,
        /// As many as are suspicious, and this is the first time in a day that it is said.
        TOO_MANY_NOW,
        TOO_MANY
    }

    /// So many different other people in [#ASKED_WINDOW] are too many.
    public static final int MOST_ASKED = AskedPersons.MOST;

    public static final Duration ASKED_WINDOW = AskedPersons.WINDOW;

    private record Client(String app, String key) {}

    private final StateStore state;
    private final TrustedClock clock;
    private final Cache<Client, SlidingWindow> clients;
    private final AskedPersons asked;

    private RateLimits(StateStore state, TrustedClock clock) {
        this.state = state;
        this.clock = clock;
        this.asked = new AskedPersons(clock);
        this.clients = Caffeine.newBuilder()
                .maximumSize(MAX_CLIENTS)
                .expireAfterAccess(LONGEST_WINDOW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.latest().toEpochMilli()))
                .build();
    }

    public static RateLimits open(StateStore state, TrustedClock clock) {
        return new RateLimits(state, clock);
    }

    /// @param client stable key of the caller for this process: never logged
    /// @return how long to wait, empty when admitted
    public Optional<Duration> perClient(AppPolicy app, String client) {
        Rate rate = app.limits().perClient();
        SlidingWindow window =
                clients.get(new Client(app.name(), client), absent -> new SlidingWindow(rate.count(), rate.window()));
        if (!window.fits(rate)) {
            window = new SlidingWindow(rate.count(), rate.window());
            clients.put(new Client(app.name(), client), window);
        }
        long wait = window.admit(clock.latest().toEpochMilli());
        return wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait));
    }

    /// A caller asks for somebody who is not himself. @param caller @param person keyed digests, of this process alone
    public Asking asks(byte[] caller, byte[] person) {
        return asked.ask(caller, person, clock.latest());
    }

    /// Reserves the one booking in the window; undone by [#release] when the exchange fails before the backend
    /// answered 2xx.
    /// @return false when the person has had his in this window (409)
    public boolean reserve(AppPolicy app, SubjectRef person) {
        if (app.limits().perPerson().isEmpty()) {
            return true;
        }
        Rate rate = app.limits().perPerson().get();
        byte[] key = key(app, person);
        for (int i = 0; i < MAX_TRIES; i++) {
            long now = clock.latest().getEpochSecond();
            Row row = state.get(Namespace.COUNTERS, key);
            long[] recent = since(row, now - rate.window().toSeconds());
            if (recent.length >= rate.count()) {
                return false;
            }
            long[] next = Arrays.copyOf(recent, recent.length + 1);
            next[recent.length] = now;
            if (wrote(key, row, next, now + rate.window().toSeconds())) {
                return true;
            }
        }
        throw new IllegalStateException("A per-person counter was changed by others " + MAX_TRIES + " times in a row.");
    }

    /// Whether [#reserve] would refuse now. Changes nothing.
    public boolean isFull(AppPolicy app, SubjectRef person) {
        return app.limits()
                .perPerson()
                .filter(rate -> {
                    long from = clock.latest().getEpochSecond() - rate.window().toSeconds();
                    return since(state.get(Namespace.COUNTERS, key(app, person)), from).length >= rate.count();
                })
                .isPresent();
    }

    /// Takes back the newest reservation. Nothing happens where there is none.
    public void release(AppPolicy app, SubjectRef person) {
        if (app.limits().perPerson().isEmpty()) {
            return;
        }
        byte[] key = key(app, person);
        for (int i = 0; i < MAX_TRIES; i++) {
            Row row = state.get(Namespace.COUNTERS, key);
            long[] times = since(row, Long.MIN_VALUE);
            if (row == null || times.length == 0) {
                return;
            }
            if (wrote(key, row, Arrays.copyOf(times, times.length - 1), row.expiresAt())) {
                return;
            }
        }
        throw new IllegalStateException("A per-person counter was changed by others " + MAX_TRIES + " times in a row.");
    }

    private boolean wrote(byte[] key, @Nullable Row seen, long[] times, long expiresAt) {
        Batch batch = new Batch().check(Namespace.COUNTERS, key, seen == null ? 0 : seen.version());
        if (times.length == 0) {
            batch.delete(Namespace.COUNTERS, key);
        } else {
            ByteBuffer value = ByteBuffer.allocate(times.length * Long.BYTES);
            for (long time : times) {
                value.putLong(time);
            }
            batch.put(Namespace.COUNTERS, key, value.array(), expiresAt);
        }
        try {
            state.commit(batch);
            return true;
        } catch (StateConflict somebodyElse) {
            return false; // nothing was written; the caller reads again
        }
    }

    private static long[] since(@Nullable Row row, long after) {
        if (row == null) {
            return new long[0];
        }
        long[] times = new long[row.value().length / Long.BYTES];
        ByteBuffer.wrap(row.value()).asLongBuffer().get(times);
        return Arrays.stream(times).filter(time -> time > after).toArray();
    }

    /// `P` ‖ scope 2 ‖ row id 8 ‖ app in UTF-8.
    private static byte[] key(AppPolicy app, SubjectRef person) {
        byte[] name = app.name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Short.BYTES + Long.BYTES + name.length)
                .put(PER_PERSON)
                .putShort((short) person.scopeSlot())
                .putLong(person.rowId())
                .put(name)
                .array();
    }
}
