package io.fieldgate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.Actor;
import io.fieldgate.crypto.KeyId.Kind;
import io.fieldgate.crypto.KeyRow.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The background thread: it wakes by itself, notices moved clocks and hurried records, and goes on after a failure.
final class SweeperTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final String EVENT = "01E1G5R3Y0ABCDEFGHJKMNPQRS";

    @TempDir
    private Path folder;

    @AutoClose
    private LifeRig rig;

    @BeforeEach
    void begin() {
        rig = new LifeRig(folder);
    }

    @Test
    void thread_destroysWhenTheMinuteHasPassed_alsoAfterAFailure() {
        Run run = rig.start();
        String token = run.seal(Optional.empty(), DAY, "13800138000");
        rig.killing.at("sealed");
        run.sweeper().start();
        rig.pass(DAY);
        await(rig.killing::happened);
        rig.pass(Duration.ofMinutes(1));
        await(() -> run.domain().keys().stream().anyMatch(row -> row.status() == Status.DESTROYED));
        assertThat(run.opens(token)).isFalse();
    }

    @Test
    void thread_asksTheAppsAtOnceForAnErasedPerson() {
        Run run = rig.start();
        run.sweeper().start();
        run.seal(Optional.of(LifeRig.LI), DAY, "13800138000");
        int minute = DeletionObligations.minuteOf(run.clock().earliest().plus(DAY));
        var li = run.standings()
                .self(run.register(), LifeRig.person(LifeRig.LI))
                .orElseThrow()
                .ref();
        rig.backend.records.add(LifeRig.RECORD);
        run.records().born(run.register(), LifeRig.RECORD, Optional.of(li), minute, EVENT);
        run.eraser().erase(run.domain(), "cn.resident-id", LifeRig.LI, "01TRACE", Actor.SUBJECT, "");
        await(() -> rig.backend.calls(LifeRig.RECORD) == 1); // the clock stands still
    }

    @Test
    void thread_tellsWhenClocksDisagree() {
        Run run = rig.start();
        run.sweeper().start();
        rig.os.set(LifeRig.START.plus(DAY));
        await(() -> run.leaves("clock").size() == 1);
        rig.os.set(LifeRig.START);
        await(() -> run.leaves("clock").size() == 2);
        assertThat(run.leaves("clock").stream().map(leaf -> leaf.text("event"))).containsExactly("disagree", "agree");
    }

    @Test
    void closed_persistsTheMark() {
        Run run = rig.start();
        rig.pass(Duration.ofSeconds(9));
        run.clock().tick();
        run.sweeper().start();
        run.sweeper().close();
        rig.os.set(LifeRig.START);
        rig.second.set(LifeRig.START);
        Run next = run.restart();
        assertThat(next.clock().latest()).isEqualTo(LifeRig.START.plusSeconds(9));
    }

    @Test
    void status_countsWhatIsHeld() {
        Run run = rig.start();
        run.seal(Optional.empty(), DAY, "13800138000");
        int minute = DeletionObligations.minuteOf(run.clock().earliest().plus(DAY));
        run.records().born(run.register(), LifeRig.RECORD, Optional.empty(), minute, EVENT);
        RetentionStatus status = run.sweeper().status();
        assertThat(status.keys().next()).hasValue(LifeRig.START.plus(DAY));
        assertThat(status.keys().live())
                .isEqualTo(run.domain().keys().stream()
                        .filter(row -> row.status() == Status.LIVE)
                        .count());
        assertThat(status.apps().values()).containsExactly(new RetentionStatus.Records(1, 0, 0, 0, 0));
        assertThat(run.domain().keys().stream().map(row -> row.id().kind()))
                .contains(Kind.CAMPAIGN_END, Kind.EVENT_END, Kind.SALT_EPOCH);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
