package io.fieldgate.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.Destruction;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.SignedHeadRow;
import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.state.Batch;
import io.fieldgate.state.MemoryStore;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
final class FaultTest {
    @TempDir
    Path temp;

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void failedFsync_failsEveryWaiter_andEndsTheLogForGood() {
        Rig rig = new Rig(temp.resolve("log"));
        AuditLog log = rig.open();
        long told = log.append(Rig.intent("x1")).index();
        rig.disk.forceFails = true;
        assertThatThrownBy(() -> log.append(Rig.intent("x2"))).isInstanceOf(AuditUnavailable.class);
        rig.disk.forceFails = false;

        await(() -> rig.fatals.get() == 1);
        assertThatThrownBy(() -> log.append(Rig.intent("x3"))).isInstanceOf(AuditUnavailable.class);
        log.note(Rig.outcome("x1", told));
        assertThat(log.unready()).isPresent();
        log.close();
        assertThat(rig.fatals).hasValue(1);

        try (AuditLog again = rig.open()) {
            assertThat(again.recovered().ending()).isEqualTo("crash");
            assertThat(again.recovered().intents()).extracting(Leaf::index).contains(told);
        }
    }

    @Test
    void nobodyIsTold_beforeTheDiskIs() {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            rig.disk.forceNanos = TimeUnit.MILLISECONDS.toNanos(100);
            for (int i = 0; i < 3; i++) {
                long before = System.nanoTime();
                int forces = rig.disk.forces;
                log.append(Rig.intent("x" + i));
                assertThat(rig.disk.forces).isGreaterThan(forces);
                assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
            }
            rig.disk.forceNanos = 0;
        }
    }

    @Test
    void slowDisk_refusesInTime_andTakesTheLeafBackLater() {
        Rig rig = new Rig(temp.resolve("log"));
        rig.settings = rig.settings.withAppendDeadline(Duration.ofMillis(50));
        try (AuditLog log = rig.open()) {
            log.settled(Duration.ofSeconds(10));
            rig.disk.forceNanos = TimeUnit.MILLISECONDS.toNanos(400);
            long before = System.nanoTime();
            assertThatThrownBy(() -> log.append(Rig.reveal("x1", -1)))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessageContaining("in time");
            assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(5));
            rig.disk.forceNanos = 0;

            await(() -> Rig.kinds(log).contains("outcome"));
            Leaf taken = log.reader().leaf(2);
            assertThat(log.reader().leaf(1).kind()).contains(LeafKind.REVEAL);
            assertThat(taken.text("out")).isEqualTo("withheld");
            assertThat(taken.number("of")).isEqualTo(1);
        }
    }

    @Test
    void removedOrReplacedLogFile_isNoticedBeforeAnybodyIsTold_andTheLogGoesOn() throws IOException {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            log.append(Rig.intent("x1"));
            Files.delete(rig.segment(1));
            assertThatThrownBy(() -> log.append(Rig.intent("x2")))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessageContaining("removed or replaced");
            await(() -> log.unready().isEmpty());
            long third = log.append(Rig.intent("x3")).index();

            try (var files = Files.list(rig.folder.resolve("wal"))) {
                files.forEach(FaultTest::replace);
            }
            assertThatThrownBy(() -> log.append(Rig.intent("x4"))).isInstanceOf(AuditUnavailable.class);
            await(() -> log.unready().isEmpty());
            log.append(Rig.intent("x5"));

            List<String> kinds = Rig.kinds(log);
            assertThat(kinds).filteredOn("intent"::equals).hasSize(5);
            assertThat(kinds).filteredOn("alert"::equals).hasSize(2);
            assertThat(kinds).filteredOn("outcome"::equals).hasSize(2);
            assertThat(log.reader().leaf(third).text("trace")).isEqualTo("x3");
        }
        try (AuditLog again = rig.open()) {
            assertThat(again.recovered().ending()).isEqualTo("close");
        }
    }

    private static void replace(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fullDisk_refusesGovernedEvents_thenAll_andServiceComesBackByItself() {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            await(() -> Files.exists(rig.segment(2))); // the spare
            log.append(Rig.intent("x0"));
            rig.disk.full = true;
            int written = 0;
            String refused = "";
            while (refused.isEmpty()) { // the spare is used up, then nothing is left
                try {
                    log.append(Rig.intent("x" + written));
                    written++;
                } catch (AuditUnavailable e) {
                    refused = String.valueOf(e.getMessage());
                }
            }
            assertThat(refused).contains("no room");
            log.append(new RetentionEvent.ShredIntent(
                    new KeyObject("bucket", "city-1", "t07-202602101600"), "expiry", Destruction.NONE));
            boolean end = false;
            while (!end) {
                try {
                    log.append(new GovernanceEvent.Alert("fills-the-disk", 1));
                } catch (AuditUnavailable e) {
                    end = true;
                }
            }
            assertThatThrownBy(() -> log.append(new GovernanceEvent.Alert("fills-the-disk", 1)))
                    .hasMessageContaining("no room");
            log.note(Rig.outcome("x0", 1));

            rig.disk.full = false;
            await(() -> log.unready().isEmpty());
            log.append(Rig.intent("y"));
            assertThat(Rig.kinds(log)).filteredOn("outcome"::equals).hasSize(1);
            assertThat(Rig.kinds(log)).filteredOn("intent"::equals).hasSize(written + 2);
        }
    }

    @Test
    void stateThatCannotBeWritten_stopsGovernedEvents_untilItCan() {
        Rig rig = new Rig(temp.resolve("log"));
        AuditSettings s = rig.settings;
        rig.settings = new AuditSettings(
                s.folder(),
                s.origin(),
                s.node(),
                s.version(),
                s.segmentBytes(),
                s.appendDeadline(),
                s.checkpointEvery(),
                Duration.ofMillis(300),
                s.heartbeatEvery(),
                s.pace(),
                36);
        FlakyStore flaky = new FlakyStore(new MemoryStore());
        rig.state = flaky;
        try (AuditLog log = rig.open()) {
            flaky.down = true;
            log.append(Rig.intent("x1"));
            await(() -> log.unready().orElse("").contains("state store"));
            assertThat(log.unready().orElse("")).contains("No checkpoint");
            assertThatThrownBy(() -> log.append(Rig.intent("x2"))).isInstanceOf(AuditUnavailable.class);
            log.append(new GovernanceEvent.Alert("still-possible", 1));

            flaky.down = false;
            await(() -> log.unready().isEmpty());
            log.append(Rig.intent("x3"));
        }
    }

    @Test
    void headMovedBySomebodyElse_stopsSigning() {
        Rig rig = new Rig(temp.resolve("log"));
        AuditSettings s = rig.settings;
        rig.settings = new AuditSettings(
                s.folder(),
                s.origin(),
                s.node(),
                s.version(),
                s.segmentBytes(),
                s.appendDeadline(),
                s.checkpointEvery(),
                Duration.ofMillis(200),
                s.heartbeatEvery(),
                s.pace(),
                36);
        AuditLog log = rig.open();
        log.settled(Duration.ofSeconds(10));
        byte[] key = SignedHeadRow.key(Rig.ORIGIN);
        rig.state.commit(new Batch()
                .put(
                        Namespace.LOG_HEAD,
                        key,
                        Rig.notNull(rig.state.get(Namespace.LOG_HEAD, key)).value()));
        log.append(new GovernanceEvent.Alert("test", 1));
        log.append(new GovernanceEvent.Alert("test", 2));
        // the row holds our own last note: it counts as our write whose answer was lost
        assertThat(log.settled(Duration.ofSeconds(10)).size()).isEqualTo(3);

        Rig other = new Rig(temp.resolve("other"), rig.pair);
        try (AuditLog second = other.open()) {
            second.append(new GovernanceEvent.Alert("elsewhere", 1));
            second.settled(Duration.ofSeconds(10));
        }
        rig.state.commit(new Batch()
                .put(
                        Namespace.LOG_HEAD,
                        key,
                        Rig.notNull(other.state.get(Namespace.LOG_HEAD, key)).value()));
        log.append(new GovernanceEvent.Alert("test", 3));
        await(() -> log.unready().orElse("").contains("Another gateway"));
        rig.state.close();
        log.close();
    }

    @Test
    void manyMoreThanTheQueueHolds_areRefusedAtOnce() throws InterruptedException {
        Rig rig = new Rig(temp.resolve("log"));
        rig.settings = rig.settings.withAppendDeadline(Duration.ofSeconds(60));
        try (AuditLog log = rig.open()) {
            log.settled(Duration.ofSeconds(10));
            rig.disk.forceNanos = TimeUnit.SECONDS.toNanos(2);
            Thread slow = Thread.ofVirtual().start(() -> log.append(new GovernanceEvent.Alert("first", 1)));
            for (int i = 0; i < LeafQueue.MAX_WAITING + 2000; i++) {
                log.note(new GovernanceEvent.Alert("many", i));
            }
            assertThatThrownBy(() -> log.append(new GovernanceEvent.Alert("one-too-many", 1)))
                    .hasMessageContaining("too many");
            rig.disk.forceNanos = 0;
            slow.join();
        }
    }

    /// A store that can be taken down.
    private static final class FlakyStore implements StateStore {
        private final StateStore store;
        volatile boolean down;

        FlakyStore(StateStore store) {
            this.store = store;
        }

        private void check() {
            if (down) {
                throw new StateUnavailable("down");
            }
        }

        @Override
        public @Nullable Row get(Namespace namespace, byte[] key) {
            check();
            return store.get(namespace, key);
        }

        @Override
        public List<Row> scan(Namespace namespace, byte[] from, byte[] to, int limit) {
            check();
            return store.scan(namespace, from, to, limit);
        }

        @Override
        public void commit(Batch batch) {
            check();
            store.commit(batch);
        }

        @Override
        public List<Row> expired(long epochSecond, int limit) {
            check();
            return store.expired(epochSecond, limit);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
