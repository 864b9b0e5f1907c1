package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.policy.AppLimits.Rate;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.state.MemoryStore;
import io.fieldgate.state.StateStore;
import io.fieldgate.state.StateStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RatesTest {
    private static final Rate FIVE_A_MINUTE = new Rate(5, Duration.ofMinutes(1));
    private static final Optional<Rate> ONE_IN_THREE_DAYS = Optional.of(new Rate(1, Duration.ofDays(3)));
    private static final SubjectRef LI = new SubjectRef(3, -42L);
    private static final SubjectRef WANG = new SubjectRef(3, 43L);

    private final GuardRig.Clock clock = new GuardRig.Clock();
    private final AppPolicy masks = GuardRig.app("mask-booking", FIVE_A_MINUTE, ONE_IN_THREE_DAYS);

    @Test
    void client_isHeldToItsWindow() {
        Rates rates = Rates.open(new MemoryStore(), clock);
        for (int i = 0; i < 5; i++) {
            assertThat(rates.perClient(masks, "jti:1")).isEmpty();
            clock.advance(Duration.ofSeconds(4));
        }
        assertThat(rates.perClient(masks, "jti:1")).hasValue(Duration.ofSeconds(40));
        assertThat(rates.perClient(masks, "jti:2")).isEmpty();
        clock.advance(Duration.ofSeconds(40));
        assertThat(rates.perClient(masks, "jti:1")).isEmpty();
        assertThat(rates.perClient(masks, "jti:1")).hasValue(Duration.ofSeconds(4)); // the window slides
    }

    @Test
    void client_hasAWindowPerApp() {
        Rates rates = Rates.open(new MemoryStore(), clock);
        AppPolicy other = GuardRig.app("health-declare", new Rate(1, Duration.ofDays(1)), Optional.empty());
        assertThat(rates.perClient(other, "jti:1")).isEmpty();
        assertThat(rates.perClient(other, "jti:1")).hasValue(Duration.ofDays(1));
        assertThat(rates.perClient(masks, "jti:1")).isEmpty();
    }

    @Test
    void person_booksOnce_alsoAfterARestart(@TempDir Path folder) {
        String uri = "sqlite:" + folder.resolve("state.db");
        try (StateStore state = StateStores.open(uri)) {
            Rates rates = Rates.open(state, clock);
            assertThat(rates.reserve(masks, LI)).isTrue();
            assertThat(rates.reserve(masks, LI)).isFalse();
            assertThat(rates.reserve(masks, WANG)).isTrue();
        }
        clock.advance(Duration.ofDays(3).minusSeconds(1));
        try (StateStore state = StateStores.open(uri)) {
            Rates rates = Rates.open(state, clock);
            assertThat(rates.reserve(masks, LI)).isFalse();
            clock.advance(Duration.ofSeconds(1));
            assertThat(rates.reserve(masks, LI)).isTrue();
        }
    }

    @Test
    void released_booksAgain() {
        Rates rates = Rates.open(new MemoryStore(), clock);
        assertThat(rates.reserve(masks, LI)).isTrue();
        rates.release(masks, LI);
        rates.release(masks, LI);
        assertThat(rates.reserve(masks, LI)).isTrue();
        assertThat(rates.reserve(masks, LI)).isFalse();
    }

    @Test
    void appWithoutLimit_countsNobody() {
        StateStore state = new MemoryStore();
        Rates rates = Rates.open(state, clock);
        AppPolicy open = GuardRig.app("health-declare", FIVE_A_MINUTE, Optional.empty());
        assertThat(rates.reserve(open, LI)).isTrue();
        assertThat(rates.reserve(open, LI)).isTrue();
        rates.release(open, LI);
        assertThat(state.expired(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void manyAtOnce_oneBooks() throws InterruptedException {
        Rates rates = Rates.open(new MemoryStore(), clock);
        AtomicInteger booked = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(16);
        for (int i = 0; i < 16; i++) {
            Thread.ofVirtual().start(() -> {
                booked.addAndGet(rates.reserve(masks, LI) ? 1 : 0);
                left.countDown();
            });
        }
        left.await();
        assertThat(booked.get()).isEqualTo(1);
    }
}
