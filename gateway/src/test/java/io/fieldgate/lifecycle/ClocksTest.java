package io.fieldgate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldgate.crypto.SteppedClock;
import io.fieldgate.lifecycle.ClockQuorum.Needed;
import io.fieldgate.lifecycle.ClockQuorum.Source;
import io.fieldgate.state.MemoryStore;
import io.fieldgate.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ClocksTest {
    private static final Instant START = LifeRig.START;

    private final StateStore state = new MemoryStore();
    private final SteppedClock os = new SteppedClock(START);
    private final SteppedClock other = new SteppedClock(START);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void reading_takesTheLatest_birthTheEarliest() {
        ClockQuorum clock = two();
        os.set(START.plusSeconds(120));
        assertThat(clock.latest()).isEqualTo(START.plusSeconds(120));
        assertThat(clock.earliest()).isEqualTo(START);
        assertThat(clock.agrees()).isTrue();
        os.set(START.plusSeconds(301));
        assertThat(clock.agrees()).isFalse();
        assertThat(clock.mayDestroy()).isFalse();
    }

    @Test
    void clockSetTo2030_deniesWhileItIsSo_notUntil2030() {
        ClockQuorum clock = two();
        os.set(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(clock.latest()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        clock.tick();
        os.set(START.plusSeconds(60));
        assertThat(clock.latest()).isEqualTo(START.plusSeconds(300));
        assertThat(two().latest()).isEqualTo(START.plusSeconds(300)); // also after a restart
    }

    @Test
    void bothClocksBack_readByTheMark_andDisagree() {
        ClockQuorum clock = two();
        pass(Duration.ofHours(1));
        clock.tick();
        os.set(START);
        other.set(START);
        assertThat(clock.latest()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(clock.agrees()).isFalse();
        ClockQuorum again = two();
        assertThat(again.latest()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(again.agrees()).isFalse();
    }

    @Test
    void downtime_isConfirmedByTwoClocks() {
        two().persist();
        os.set(START.plus(Duration.ofDays(3)));
        other.set(START.plus(Duration.ofDays(3)));
        ClockQuorum clock = two();
        os.set(START);
        assertThat(clock.latest()).isEqualTo(START.plus(Duration.ofDays(3)));
    }

    @Test
    void oneClock_destroysOnlyWhereItIsSaidToBeEnough() {
        ClockQuorum strict = ClockQuorum.open(List.of(new Source("os", os)), Needed.TWO_SOURCES, state);
        assertThat(strict.agrees()).isTrue();
        assertThat(strict.mayDestroy()).isFalse();
        ClockQuorum dev = ClockQuorum.open(List.of(new Source("os", os)), Needed.ONE_SOURCE, state);
        assertThat(dev.mayDestroy()).isTrue();
    }

    @Test
    void confirmed_followsTheOperator() {
        ClockQuorum clock = ClockQuorum.open(List.of(new Source("dev", os)), Needed.ONE_SOURCE, state, nanos::get);
        os.set(START.plus(Duration.ofDays(30)));
        clock.confirm();
        clock.persist();
        os.set(START);
        ClockQuorum again = ClockQuorum.open(List.of(new Source("dev", os)), Needed.ONE_SOURCE, state, nanos::get);
        assertThat(again.latest()).isEqualTo(START.plus(Duration.ofDays(30)));
        assertThat(again.event("advance").sources()).containsKeys("dev", "mark");
    }

    @Test
    void devClock_beginsIn2020_andTicks() {
        DevClock clock = DevClock.open(state, nanos::get);
        assertThat(clock.instant()).isEqualTo(Instant.parse("2020-02-20T10:00:00+08:00"));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(clock.instant()).isEqualTo(DevClock.START.plusSeconds(5));
    }

    @Test
    void devClock_neverRestartsBelowWhatItShowed() {
        DevClock clock = DevClock.open(state, nanos::get);
        Instant moved = clock.advance(Duration.ofHours(24));
        assertThat(clock.instant()).isEqualTo(moved).isEqualTo(DevClock.START.plus(Duration.ofHours(24)));
        nanos.addAndGet(Duration.ofHours(1).toNanos()); // nobody ticks: it waits at the durable time
        Instant shown = clock.instant();
        assertThat(shown).isEqualTo(moved.plusSeconds(60));
        DevClock killed = DevClock.open(state, nanos::get);
        assertThat(killed.instant()).isAfterOrEqualTo(shown);
        killed.tick();
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        killed.close();
        Instant closed = killed.instant();
        assertThat(DevClock.open(state, nanos::get).instant()).isEqualTo(closed);
        assertThatIllegalArgumentException().isThrownBy(() -> killed.advance(Duration.ofSeconds(-1)));
    }

    private ClockQuorum two() {
        return ClockQuorum.open(
                List.of(new Source("os", os), new Source("custodian", other)), Needed.TWO_SOURCES, state, nanos::get);
    }

    private void pass(Duration by) {
        os.set(os.instant().plus(by));
        other.set(other.instant().plus(by));
        nanos.addAndGet(by.toNanos());
    }
}
