package io.fieldgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.outage.StateUnavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every engine must do. One subclass per engine.
interface StoreContract {

    StateStore open(Path folder);

    /// One case's store.
    final class Opened {
        private Opened() {}

        static final ThreadLocal<StateStore> STORE = new ThreadLocal<>();
    }

    private static StateStore store() {
        return Objects.requireNonNull(Opened.STORE.get());
    }

    @BeforeEach
    default void openStore(@TempDir Path folder) {
        Opened.STORE.set(open(folder));
    }

    @AfterEach
    default void closeStore() {
        store().close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    default void get_ofNothing_isNull() {
        assertThat(store().get(Namespace.BUCKET, bytes("a"))).isNull();
    }

    @Test
    default void put_countsVersionsFromOne() {
        store().commit(new Batch().put(Namespace.BUCKET, bytes("a"), bytes("x")));
        store().commit(new Batch().put(Namespace.BUCKET, bytes("a"), bytes("y"), 77));

        Row row = Objects.requireNonNull(store().get(Namespace.BUCKET, bytes("a")));
        assertThat(row.version()).isEqualTo(2);
        assertThat(row.expiresAt()).isEqualTo(77);
        assertThat(row.value()).isEqualTo(bytes("y"));
    }

    @Test
    default void put_afterDelete_startsAgain() {
        store().commit(new Batch().put(Namespace.BUCKET, bytes("a"), bytes("x")));
        store().commit(new Batch().delete(Namespace.BUCKET, bytes("a")));
        assertThat(store().get(Namespace.BUCKET, bytes("a"))).isNull();

        store().commit(new Batch()
                .check(Namespace.BUCKET, bytes("a"), 0)
                .put(Namespace.BUCKET, bytes("a"), bytes("z")));
        assertThat(Objects.requireNonNull(store().get(Namespace.BUCKET, bytes("a")))
                        .version())
                .isEqualTo(1);
    }

    @Test
    default void emptyKeysAndValues_areRows() {
        store().commit(new Batch().put(Namespace.CLOCK, new byte[0], new byte[0]));
        assertThat(Objects.requireNonNull(store().get(Namespace.CLOCK, new byte[0]))
                        .value())
                .isEmpty();
    }

    @Test
    default void check_thatFails_writesNothingOfItsBatch() {
        store().commit(new Batch().put(Namespace.LOG_HEAD, bytes("o"), bytes("1")));
        Batch late =
                new Batch().put(Namespace.LOG_HEAD, bytes("p"), bytes("2")).check(Namespace.LOG_HEAD, bytes("o"), 0);

        assertThatThrownBy(() -> store().commit(late)).isInstanceOf(StateConflict.class);
        assertThat(store().get(Namespace.LOG_HEAD, bytes("p"))).isNull();
    }

    /// What must be absent and is written by the same batch is one question for an engine; nothing else may be lost.
    @Test
    default void rowThatMustBeAbsent_isWrittenOnce_withAllItsBatchOrNothing() {
        Batch first = new Batch()
                .put(Namespace.DUE, bytes("d"), bytes("1"))
                .check(Namespace.LIVE_RECORD, bytes("r"), 0)
                .put(Namespace.LIVE_RECORD, bytes("r"), bytes("1"), 9);
        store().commit(first);
        assertThat(Objects.requireNonNull(store().get(Namespace.LIVE_RECORD, bytes("r")))
                        .expiresAt())
                .isEqualTo(9);
        Batch again = new Batch()
                .put(Namespace.DUE, bytes("e"), bytes("2"))
                .check(Namespace.LIVE_RECORD, bytes("r"), 0)
                .put(Namespace.LIVE_RECORD, bytes("r"), bytes("2"));
        assertThatThrownBy(() -> store().commit(again)).isInstanceOf(StateConflict.class);
        assertThat(store().get(Namespace.DUE, bytes("e"))).isNull();
        Batch otherFails = new Batch()
                .check(Namespace.LIVE_RECORD, bytes("s"), 0)
                .put(Namespace.LIVE_RECORD, bytes("s"), bytes("3"))
                .check(Namespace.DUE, bytes("d"), 7);
        assertThatThrownBy(() -> store().commit(otherFails)).isInstanceOf(StateConflict.class);
        assertThat(store().get(Namespace.LIVE_RECORD, bytes("s"))).isNull();
        Batch twice = new Batch()
                .check(Namespace.LIVE_RECORD, bytes("t"), 0)
                .put(Namespace.LIVE_RECORD, bytes("t"), bytes("4"))
                .delete(Namespace.LIVE_RECORD, bytes("t"));
        store().commit(twice);
        assertThat(store().get(Namespace.LIVE_RECORD, bytes("t"))).isNull();
    }

    @Test
    default void scan_isInUnsignedByteOrder_andEndsBeforeTo() {
        byte[][] keys = {{(byte) 0xff}, {0x00}, {0x7f}, {(byte) 0x80}, {0x7f, 0x00}};
        Batch batch = new Batch();
        for (byte[] key : keys) {
            batch.put(Namespace.DUE, key, bytes("v"));
        }
        batch.put(Namespace.HOLD, new byte[] {0x01}, bytes("elsewhere"));
        store().commit(batch);

        assertThat(store().scan(Namespace.DUE, new byte[0], new byte[] {(byte) 0xff}, 10).stream()
                        .map(Row::key))
                .containsExactly(
                        new byte[] {0x00}, new byte[] {0x7f}, new byte[] {0x7f, 0x00}, new byte[] {(byte) 0x80});
        assertThat(store().scan(Namespace.DUE, new byte[0], new byte[] {(byte) 0xff}, 2))
                .hasSize(2);
        assertThat(store().scan(Namespace.DUE, bytes("b"), bytes("a"), 2)).isEmpty();
    }

    @Test
    default void expired_isOldestFirst_andLeavesOutWhatNeverExpires() {
        store().commit(new Batch()
                .put(Namespace.RECOGNITION, bytes("b"), bytes("v"), 20)
                .put(Namespace.CONSENT, bytes("a"), bytes("v"), 30)
                .put(Namespace.RECOGNITION, bytes("c"), bytes("v"), 10)
                .put(Namespace.RECOGNITION, bytes("d"), bytes("v")));

        assertThat(store().expired(30, 10).stream().map(Row::expiresAt)).containsExactly(10L, 20L);
        assertThat(store().expired(31, 2).stream().map(Row::expiresAt)).containsExactly(10L, 20L);
    }

    @Test
    default void compareAndSet_raced_isWonOncePerVersion() throws InterruptedException {
        store().commit(new Batch().put(Namespace.COUNTERS, bytes("n"), bytes("0")));
        AtomicInteger won = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            StateStore shared = store();
            threads.add(Thread.ofVirtual().start(() -> {
                for (int k = 0; k < 50; k++) {
                    increment(shared);
                    won.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        Row row = Objects.requireNonNull(store().get(Namespace.COUNTERS, bytes("n")));
        assertThat(won).hasValue(200);
        assertThat(new String(row.value(), StandardCharsets.UTF_8)).isEqualTo("200");
        assertThat(row.version()).isEqualTo(201);
    }

    private static void increment(StateStore store) {
        while (true) {
            Row row = Objects.requireNonNull(store.get(Namespace.COUNTERS, bytes("n")));
            int next = Integer.parseInt(new String(row.value(), StandardCharsets.UTF_8)) + 1;
            try {
                store.commit(new Batch()
                        .check(Namespace.COUNTERS, bytes("n"), row.version())
                        .put(Namespace.COUNTERS, bytes("n"), bytes(Integer.toString(next))));
                return;
            } catch (StateConflict _) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    default void randomBatches_agreeWithATreeMap() {
        Random random = new Random(20200220);
        TreeMap<String, String> model = new TreeMap<>();
        for (int i = 0; i < 150; i++) {
            Batch batch = new Batch();
            for (int k = 0; k < 1 + random.nextInt(4); k++) {
                String key = "k" + random.nextInt(20);
                if (random.nextInt(3) == 0) {
                    batch.delete(Namespace.EVENT, bytes(key));
                    model.remove(key);
                } else {
                    batch.put(Namespace.EVENT, bytes(key), bytes("v" + i));
                    model.put(key, "v" + i);
                }
            }
            store().commit(batch);
        }
        TreeMap<String, String> found = new TreeMap<>();
        store().scan(Namespace.EVENT, bytes("k"), bytes("l"), 1000)
                .forEach(row -> found.put(
                        new String(row.key(), StandardCharsets.UTF_8),
                        new String(row.value(), StandardCharsets.UTF_8)));
        assertThat(found).isEqualTo(model);
    }

    @Test
    default void closed_store_isUnavailable() {
        store().close();
        assertThatThrownBy(() -> store().get(Namespace.BUCKET, bytes("a"))).isInstanceOf(StateUnavailable.class);
        assertThatThrownBy(() -> store().commit(new Batch().delete(Namespace.BUCKET, bytes("a"))))
                .isInstanceOf(StateUnavailable.class);
    }
}
