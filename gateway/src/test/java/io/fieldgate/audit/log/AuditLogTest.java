package io.fieldgate.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.Destruction;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.Position;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.state.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AuditLogTest {
    @TempDir
    Path temp;

    @Test
    void append_countsUp_andTheLeavesAreThereToRead() {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            Position first = log.append(Rig.intent("x1"));
            log.note(Rig.outcome("x1", first.index()));
            Position second = log.append(Rig.reveal("x1", first.index()));

            assertThat(first).isEqualTo(new Position(Rig.ORIGIN, 1));
            assertThat(second.index()).isEqualTo(3);
            assertThat(Rig.kinds(log)).containsExactly("boot", "intent", "outcome", "reveal");
            assertThat(log.unready()).isEmpty();
        }
    }

    @Test
    void close_signsEverything_andLeavesNoWriteAheadLog() throws IOException {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            log.append(Rig.intent("x1"));
        }
        LogReader reader = LogReader.open(rig.folder);
        assertThat(Rig.kinds(reader, reader.size())).containsExactly("boot", "intent", "close");
        assertThat(reader.leaf(2).number("size")).isEqualTo(3);
        try (Stream<Path> wal = Files.list(rig.folder.resolve("wal"))) {
            assertThat(wal).isEmpty();
        }
    }

    @Test
    void reopened_log_goesOn_andClosesWhatWasOpen() {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            long open = log.append(Rig.intent("x1")).index();
            long done = log.append(Rig.intent("x2")).index();
            log.note(Rig.outcome("x2", done));
            log.append(new RetentionEvent.ShredIntent(
                    new KeyObject("bucket", "city-1", "t07-202602101600"), "expiry", Destruction.NONE));
            assertThat(open).isEqualTo(1);
        }
        try (AuditLog log = rig.open()) {
            assertThat(log.recovered().ending()).isEqualTo("close");
            assertThat(log.recovered().intents()).extracting(Leaf::index).containsExactly(1L);
            assertThat(log.recovered().shreds()).extracting(Leaf::index).containsExactly(4L);
            assertThat(Rig.kinds(log).subList(5, 8)).containsExactly("close", "boot", "outcome");
            assertThat(log.reader().leaf(7).text("out")).isEqualTo("unknown");
            assertThat(log.reader().leaf(7).number("of")).isEqualTo(1);
        }
        try (AuditLog log = rig.open()) {
            assertThat(log.recovered().intents()).isEmpty();
            assertThat(log.recovered().shreds()).hasSize(1);
        }
    }

    @Test
    void manyThreads_getDistinctIndexes_overManySegments() throws InterruptedException {
        Rig rig = new Rig(temp.resolve("log"));
        Set<Long> indexes = Collections.synchronizedSet(new TreeSet<>());
        try (AuditLog log = rig.open()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String trace = "x" + i;
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int k = 0; k < 150; k++) {
                        indexes.add(log.append(Rig.intent(trace)).index());
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(indexes).hasSize(32 * 150);
            assertThat(log.settled(Duration.ofSeconds(10)).size()).isEqualTo(32 * 150 + 1);
            long[] last = {0};
            log.reader().forEach(0, Long.MAX_VALUE, leaf -> {
                assertThat(leaf.micros()).isGreaterThan(last[0]);
                last[0] = leaf.micros();
                return true;
            });
        }
        assertThat(LogReader.open(rig.folder).size()).isEqualTo(32 * 150 + 2);
    }

    @Test
    void secondLog_onTheSameFolder_isRefused() {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            assertThat(log.unready()).isEmpty();
            assertThatThrownBy(rig::open).hasMessage("The log is locked by another gateway.");
        }
    }

    @Test
    void clockThatGoesBack_isClamped_andSaysSo() {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            log.append(Rig.intent("x1"));
            rig.clock.move(Duration.ofHours(-1));
            log.append(Rig.intent("x2"));
            log.append(new GovernanceEvent.Alert("test", 1));
            log.settled(Duration.ofSeconds(10));

            Leaf before = log.reader().leaf(1);
            Leaf after = log.reader().leaf(2);
            assertThat(after.micros()).isEqualTo(before.micros());
            assertThat(new String(after.bytes(), StandardCharsets.UTF_8)).contains("\"clamped\":true");
            assertThat(log.reader().leaf(3).micros()).isEqualTo(before.micros());
        }
    }

    @Test
    void repeatedDenials_areCounted() {
        Rig rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            for (int i = 0; i < 50; i++) {
                log.note(new ExchangeEvent.Deny(
                        Rig.access("x" + i, ProcessingOperation.READ), "role-not-allowed", "ACC-01"));
            }
            rig.clock.move(Duration.ofMinutes(2));
            log.note(new ExchangeEvent.Deny(Rig.access("y", ProcessingOperation.READ), "role-not-allowed", "ACC-01"));
            List<Leaf> denials = new ArrayList<>();
            log.settled(Duration.ofSeconds(10));
            log.reader().forEach(1, Long.MAX_VALUE, denials::add);

            assertThat(denials).hasSize(22);
            assertThat(denials.get(20).number("count")).isEqualTo(30);
            assertThat(denials.get(20).fields()).isEmpty();
            assertThat(denials.get(21).text("trace")).isEqualTo("y");
        }
    }

    @Test
    void idleLog_beats() throws InterruptedException {
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
                s.maxUnsignedAge(),
                Duration.ofMillis(300),
                s.pace(),
                36);
        try (AuditLog log = rig.open()) {
            for (int i = 0; i < 200 && !Rig.kinds(log).contains("heartbeat"); i++) {
                Thread.sleep(20); // bounded waiting for another thread's timer
            }
            assertThat(Rig.kinds(log)).contains("heartbeat");
        }
    }

    @Test
    void headOfTheState_aheadOfTheLog_isRefused() {
        Rig rig = new Rig(temp.resolve("log"));
        rig.open().close();
        Rig older = rig.crashedCopy(temp.resolve("older"));
        try (AuditLog log = rig.open()) {
            log.append(Rig.intent("x1"));
        }
        older.state = rig.state;
        assertThatThrownBy(older::open).isInstanceOf(LogDamaged.class).hasMessageContaining("rolled back");
    }

    @Test
    void restoredState_getsTheErasuresItHasForgotten() {
        Rig rig = new Rig(temp.resolve("log"));
        rig.open().close();
        Rig backup = rig.crashedCopy(temp.resolve("backup"));
        try (AuditLog log = rig.open()) {
            long of = log.append(new RetentionEvent.EraseIntent(
                            "e-1", "city-epidemic", List.of("r1"), List.of(1), Actor.NOBODY, "", ""))
                    .index();
            log.append(new RetentionEvent.EraseDone(of, "e-1", "city-epidemic", Map.of("rows", 1L), Map.of()));
        }
        rig.state = backup.state;
        try (AuditLog log = rig.open()) {
            assertThat(log.recovered().replay())
                    .extracting(leaf -> leaf.kind().orElseThrow())
                    .containsExactly(LeafKind.ERASE_INTENT, LeafKind.ERASE_DONE);
            assertThat(log.recovered().erasures()).isEmpty();
        }
        rig.state = new MemoryStore();
        try (AuditLog log = rig.open()) {
            assertThat(log.recovered().replay()).hasSize(2);
        }
    }

    @Test
    void stateOfAnotherLog_isRefused_alsoWhenItsHeadIsSmaller() {
        Rig rig = new Rig(temp.resolve("log"));
        rig.open().close();
        Rig other = new Rig(temp.resolve("other"), rig.pair);
        try (AuditLog log = other.open()) {
            log.append(Rig.intent("x1"));
        }
        other.state = rig.state;
        assertThatThrownBy(other::open).isInstanceOf(LogDamaged.class).hasMessageContaining("not a beginning");
    }

    @Test
    void foreignKey_orChangedTile_isRefused() throws IOException {
        Rig rig = new Rig(temp.resolve("log"));
        rig.open().close();
        Rig stranger = new Rig(rig.folder);
        stranger.state = rig.state;
        assertThatThrownBy(stranger::open).isInstanceOf(LogDamaged.class).hasMessageContaining("checkpoint");

        Path tile = rig.folder.resolve("tile/0/000.p/2");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[40] ^= 1;
        Files.write(tile, bytes);
        assertThatThrownBy(rig::open).isInstanceOf(LogDamaged.class).hasMessageContaining("signed root");
        bytes[40] ^= 1;
        Files.write(tile, bytes);

        Path bundle = rig.folder.resolve("tile/entries/000.p/2");
        byte[] leaves = Files.readAllBytes(bundle);
        leaves[60] ^= 1;
        Files.write(bundle, leaves);
        assertThatThrownBy(rig::open).isInstanceOf(LogDamaged.class).hasMessageContaining("leaf 0");
    }

    @Test
    void tilesWithoutAnyHead_areRefused() throws IOException {
        Rig rig = new Rig(temp.resolve("log"));
        rig.open().close();
        Files.delete(rig.folder.resolve("checkpoint"));
        rig.state = new MemoryStore();
        assertThatThrownBy(rig::open).isInstanceOf(LogDamaged.class).hasMessageContaining("neither");
    }

    @Test
    void lostCheckpointFile_isWrittenAgainFromTheState() throws IOException {
        Rig rig = new Rig(temp.resolve("log"));
        rig.open().close();
        Files.delete(rig.folder.resolve("checkpoint"));
        try (AuditLog log = rig.open()) {
            assertThat(log.recovered().size()).isEqualTo(2);
        }
    }
}
