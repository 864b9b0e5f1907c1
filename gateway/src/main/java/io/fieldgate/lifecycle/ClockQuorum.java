package io.fieldgate.lifecycle;

import io.fieldgate.audit.RetentionEvent.ClockEvent;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Reads several clocks: the latest (never below the persisted high-water mark) for reading, the earliest for
/// births and destruction.
///
/// The high-water mark rises with the latest clock, but at most by the time that has really passed plus five
/// minutes, until two clocks that agree, or an operator, confirm more: a clock set to 2030 for a minute denies
/// for that minute, not until 2030.
/// Clocks that all fall behind the mark by more than five minutes do not agree with the past, and so do not agree.
/// Thread rule: safe for many threads; the readings never block, [#tick] writes to the state.
public final class ClockQuorum implements TrustedClock, AutoCloseable {
    private static final long TOLERANCE_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long PERSIST_EVERY_MILLIS = 10_000; // gate time a crash may take off the mark
    private static final byte[] KEY = "mark".getBytes(StandardCharsets.UTF_8);

    /// @param name stands in `clock` leaves and certificates: `os`, `custodian`, `state`
    public record Source(String name, InstantSource clock) {}

    /// Whether one clock is enough for destroying. Dev mode has one host and says so.
    public enum Needed {
        TWO_SOURCES,
        ONE_SOURCE
    }

    private final List<Source> sources;
    private final InstantSource[] clocks; // of the sources: read several times for each exchange
    private final Needed needed;
    private final Optional<DevClock> hand;
    private final StateStore state;
    private final LongSupplier nanos;
    private final Object lock = new Object();
    private volatile long mark; // epoch millis; raised under `lock`
    private volatile long baseMark; // the last confirmed mark, written under `lock`
    private volatile long baseNanos; // when it was confirmed, written under `lock`
    private volatile long persisted; // written by the thread that ticks

    private ClockQuorum(
            List<Source> sources, Needed needed, Optional<DevClock> hand, StateStore state, LongSupplier nanos) {
        this.sources = List.copyOf(sources);
        this.clocks = sources.stream().map(Source::clock).toArray(InstantSource[]::new);
        this.needed = needed;
        this.hand = hand;
        this.state = state;
        this.nanos = nanos;
    }

    /// @param sources independent clocks, the system's first
    public static ClockQuorum open(List<Source> sources, Needed needed, StateStore state) {
        return open(sources, needed, Optional.empty(), state, System::nanoTime);
    }

    /// The one clock of a dev gateway, which its operator moves. Closed with the quorum.
    public static ClockQuorum dev(DevClock clock, StateStore state) {
        List<Source> sources = List.of(new Source("dev", clock));
        return open(sources, Needed.ONE_SOURCE, Optional.of(clock), state, System::nanoTime);
    }

    static ClockQuorum open(List<Source> sources, Needed needed, StateStore state, LongSupplier nanos) {
        return open(sources, needed, Optional.empty(), state, nanos);
    }

    private static ClockQuorum open(
            List<Source> sources, Needed needed, Optional<DevClock> hand, StateStore state, LongSupplier nanos) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("The gate needs at least one clock.");
        }
        ClockQuorum quorum = new ClockQuorum(sources, needed, hand, state, nanos);
        Row row = state.get(Namespace.CLOCK, KEY);
        quorum.mark = row == null ? quorum.min() : ByteBuffer.wrap(row.value()).getLong();
        quorum.persisted = row == null ? Long.MIN_VALUE : quorum.mark;
        quorum.baseMark = quorum.mark;
        quorum.baseNanos = nanos.getAsLong();
        if (sources.size() == 1 && needed == Needed.ONE_SOURCE) {
            quorum.confirm(); // nobody else could say how long the gateway was down
        }
        quorum.tick();
        return quorum;
    }

    @Override
    public Instant latest() {
        long max = max();
        return Instant.ofEpochMilli(Math.max(max, raise(max)));
    }

    @Override
    public Instant earliest() {
        return Instant.ofEpochMilli(min());
    }

    @Override
    public boolean agrees() {
        return spread() <= TOLERANCE_MILLIS;
    }

    /// Whether keys may be destroyed and records erased by [#earliest] now.
    public boolean mayDestroy() {
        return agrees() && isEnough();
    }

    /// False where destroying waits for a second clock that nobody configured.
    public boolean isEnough() {
        return sources.size() > 1 || needed == Needed.ONE_SOURCE;
    }

    /// Persists the mark; confirms it where two clocks agree. Called by the sweeper every second.
    void tick() {
        hand.ifPresent(dev -> {
            dev.tick();
            confirm(); // it moves by its operator's hand only
        });
        raise(max());
        if (sources.size() > 1 && max() - min() <= TOLERANCE_MILLIS && min() >= mark) {
            confirm();
        }
        if (mark - persisted >= PERSIST_EVERY_MILLIS || persisted == Long.MIN_VALUE) {
            persist();
        }
    }

    /// An operator says that the clocks are right as they stand: the mark follows the earliest of them, never
    /// backwards.
    void confirm() {
        synchronized (lock) {
            mark = Math.max(mark, min());
            baseMark = mark;
            baseNanos = nanos.getAsLong();
        }
    }

    /// Moves the clock of a dev gateway. @return what a leaf says of it
    ClockEvent advance(Duration by) {
        hand.orElseThrow(() -> new IllegalStateException("Only a gateway in dev mode has a clock that moves."))
                .advance(by);
        return event("advance");
    }

    /// Writes the mark now, so that a restart cannot go behind it.
    public void persist() {
        long now = mark;
        state.commit(new Batch()
                .put(
                        Namespace.CLOCK,
                        KEY,
                        ByteBuffer.allocate(Long.BYTES).putLong(now).array()));
        persisted = now;
    }

    /// What each clock says, and the mark: name → epoch seconds.
    public Map<String, Long> readings() {
        Map<String, Long> readings = new TreeMap<>();
        sources.forEach(
                source -> readings.put(source.name(), source.clock().instant().getEpochSecond()));
        readings.put("mark", TimeUnit.MILLISECONDS.toSeconds(mark));
        return readings;
    }

    /// @param event `disagree`, `agree`, `advance`, `confirmed`
    public ClockEvent event(String event) {
        return new ClockEvent(event, readings(), TimeUnit.MILLISECONDS.toSeconds(spread()));
    }

    @Override
    public void close() {
        hand.ifPresent(DevClock::close);
    }

    private long raise(long seen) {
        if (seen <= mark) {
            return mark;
        }
        synchronized (lock) {
            long passed = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - baseNanos);
            mark = Math.max(mark, Math.min(seen, baseMark + passed + TOLERANCE_MILLIS));
            return mark;
        }
    }

    private long spread() {
        long max = Math.max(max(), mark);
        return max - min();
    }

    private long max() {
        long max = Long.MIN_VALUE;
        for (InstantSource clock : clocks) {
            max = Math.max(max, clock.millis());
        }
        return max;
    }

    private long min() {
        long min = Long.MAX_VALUE;
        for (InstantSource clock : clocks) {
            min = Math.min(min, clock.millis());
        }
        return min;
    }
}
