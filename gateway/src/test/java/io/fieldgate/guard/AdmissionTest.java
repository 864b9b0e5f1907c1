package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.guard.Admission.Permit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

    @Test
    void app_hasItsOwnBound() {
        Admission admission = Admission.open(3, 2);
        assertThat(admission.enter("a")).isPresent();
        Permit second = admission.enter("a").orElseThrow();
        assertThat(admission.enter("a")).isEmpty();
        assertThat(admission.enter("b")).isPresent();
        assertThat(admission.enter("b")).isEmpty(); // three of three run
        second.close();
        assertThat(admission.enter("a")).isPresent();
    }

    @Test
    void permit_closedTwice_givesOnePlace() {
        Admission admission = Admission.open(1, 1);
        Permit permit = admission.enter("a").orElseThrow();
        permit.close();
        permit.close();
        assertThat(admission.running()).isZero();
        assertThat(admission.enter("a")).isPresent();
        assertThat(admission.enter("a")).isEmpty();
    }

    @Test
    void drained_admitsNobody() {
        Admission admission = Admission.open(1, 1);
        admission.drain();
        assertThat(admission.enter("a")).isEmpty();
        assertThat(admission.running()).isZero();
    }

    @Test
    void many_neverExceedTheBound() throws InterruptedException {
        Admission admission = Admission.open(8, 5);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(64);
        for (int i = 0; i < 64; i++) {
            String app = i % 2 == 0 ? "a" : "b";
            Thread.ofVirtual().start(() -> {
                for (int round = 0; round < 200; round++) {
                    admission.enter(app).ifPresent(permit -> {
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
        assertThat(admission.running()).isZero();
    }
}
