package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.guard.ConcurrencyLimiter.Permit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ConcurrencyLimiterTest {

    @Test
    void app_hasItsOwnBound() {
        ConcurrencyLimiter concurrencyLimiter = ConcurrencyLimiter.open(3, 2);
        assertThat(concurrencyLimiter.enter("a")).isPresent();
        Permit second = concurrencyLimiter.enter("a").orElseThrow();
        assertThat(concurrencyLimiter.enter("a")).isEmpty();
        assertThat(concurrencyLimiter.enter("b")).isPresent();
        assertThat(concurrencyLimiter.enter("b")).isEmpty(); // three of three run
        second.close();
        assertThat(concurrencyLimiter.enter("a")).isPresent();
    }

    @Test
    void permit_closedTwice_givesOnePlace() {
        ConcurrencyLimiter concurrencyLimiter = ConcurrencyLimiter.open(1, 1);
        Permit permit = concurrencyLimiter.enter("a").orElseThrow();
        permit.close();
        permit.close();
        assertThat(concurrencyLimiter.enter("a")).isPresent();
        assertThat(concurrencyLimiter.enter("a")).isEmpty();
    }

    @Test
    void drained_admitsNobody() {
        ConcurrencyLimiter concurrencyLimiter = ConcurrencyLimiter.open(1, 1);
        concurrencyLimiter.drain();
        assertThat(concurrencyLimiter.enter("a")).isEmpty();
    }

    @Test
    void many_neverExceedTheBound() throws InterruptedException {
        ConcurrencyLimiter concurrencyLimiter = ConcurrencyLimiter.open(8, 5);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(64);
        for (int i = 0; i < 64; i++) {
            String app = i % 2 == 0 ? "a" : "b";
            Thread.ofVirtual().start(() -> {
                for (int round = 0; round < 200; round++) {
                    concurrencyLimiter.enter(app).ifPresent(permit -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                        permit.close();
                    });
                }
                left.countDown();
            });
        }
        left.await();
        assertThat(most.get()).isBetween(1, 8);
        for (int i = 0; i < 8; i++) { // every place is free again
            assertThat(concurrencyLimiter.enter(i < 5 ? "a" : "b")).isPresent();
        }
    }
}
