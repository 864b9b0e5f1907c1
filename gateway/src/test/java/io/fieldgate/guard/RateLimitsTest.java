package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.crypto.SteppedClock;
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

final class RateLimitsTest {
    private static final Rate FIVE_A_MINUTE = new Rate(5, Duration.ofMinutes(1));
    private static final Optional<Rate> ONE_IN_THREE_DAYS = Optional.of(new Rate(1, Duration.ofDays(3)));
    private static final SubjectRef LI = new SubjectRef(3, -42L);
    private static final SubjectRef WANG = new SubjectRef(3, 43L);

    private final SteppedClock clock = new SteppedClock(GuardRig.START);
    private final AppPolicy masks = GuardRig.app("mask-booking", FIVE_A_MINUTE, ONE_IN_THREE_DAYS);

    @Test
    void client_isHeldToItsWindow() {
        RateLimits rateLimits = RateLimits.open(new MemoryStore(), clock);
        for (int i = 0; i < 5; i++) {
            assertThat(rateLimits.perClient(masks, "jti:1")).isEmpty();
            clock.advance(Duration.ofSeconds(4));
        }
        assertThat(rateLimits.perClient(masks, "jti:1")).hasValue(Duration.ofSeconds(40));
        assertThat(rateLimits.perClient(masks, "jti:2")).isEmpty();
        clock.advance(Duration.ofSeconds(40));
        assertThat(rateLimits.perClient(masks, "jti:1")).isEmpty();
        assertThat(rateLimits.perClient(masks, "jti:1")).hasValue(Duration.ofSeconds(4)); // the window slides
    }

    @Test
    void client_hasAWindowPerApp() {
        RateLimits rateLimits = RateLimits.open(new MemoryStore(), clock);
        AppPolicy other = GuardRig.app("health-declare", new Rate(1, Duration.ofDays(1)), Optional.empty());
        assertThat(rateLimits.perClient(other, "jti:1")).isEmpty();
        assertThat(rateLimits.perClient(other, "jti:1")).hasValue(Duration.ofDays(1));
        assertThat(rateLimits.perClient(masks, "jti:1")).isEmpty();
    }

    @Test
    void person_booksOnce_alsoAfterARestart(@TempDir Path folder) {
        String uri = "sqlite:" + folder.resolve("state.db");
        try (StateStore state = StateStores.open(uri)) {
            RateLimits rateLimits = RateLimits.open(state, clock);
            assertThat(rateLimits.reserve(masks, LI)).isTrue();
            assertThat(rateLimits.reserve(masks, LI)).isFalse();
            assertThat(rateLimits.reserve(masks, WANG)).isTrue();
        }
        clock.advance(Duration.ofDays(3).minusSeconds(1));
        try (StateStore state = StateStores.open(uri)) {
            RateLimits rateLimits = RateLimits.open(state, clock);
            assertThat(rateLimits.reserve(masks, LI)).isFalse();
            clock.advance(Duration.ofSeconds(1));
            assertThat(rateLimits.reserve(masks, LI)).isTrue();
        }
    }

    @Test
    void released_booksAgain() {
        RateLimits rateLimits = RateLimits.open(new MemoryStore(), clock);
        assertThat(rateLimits.reserve(masks, LI)).isTrue();
        rateLimits.release(masks, LI);
        rateLimits.release(masks, LI);
        assertThat(rateLimits.reserve(masks, LI)).isTrue();
        assertThat(rateLimits.reserve(masks, LI)).isFalse();
    }

    @Test
    void appWithoutLimit_countsNobody() {
        StateStore state = new MemoryStore();
        RateLimits rateLimits = RateLimits.open(state, clock);
        AppPolicy open = GuardRig.app("health-declare", FIVE_A_MINUTE, Optional.empty());
        assertThat(rateLimits.reserve(open, LI)).isTrue();
        assertThat(rateLimits.reserve(open, LI)).isTrue();
        rateLimits.release(open, LI);
        assertThat(state.expired(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void manyAtOnce_oneBooks() throws InterruptedException {
        RateLimits rateLimits = RateLimits.open(new MemoryStore(), clock);
        AtomicInteger booked = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(16);
        for (int i = 0; i < 16; i++) {
            Thread.ofVirtual().start(() -> {
                booked.addAndGet(rateLimits.reserve(masks, LI) ? 1 : 0);
                left.countDown();
            });
        }
        left.await();
        assertThat(booked.get()).isEqualTo(1);
    }
}
