package io.fieldgate.state;

import io.fieldgate.outage.StateUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Commits what queued up during the last commit as one transaction. A failed check fails its own batch only,
/// because all checks of a batch are read before its first write. Thread rule: the connection belongs to the
/// thread `state-writer`.
final class SqliteWriter {
    private static final int MAX_GROUP = 256;
    private static final int MAX_QUEUE = 65_536;
    private static final long QUEUE_DEADLINE_SECONDS = 5;
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(4); // between two commits under load
    private static final int SCRUB_TRIES = 2; // each waits for readers up to SQLite's busy timeout

    private enum Stage {
        QUEUED,
        RUNNING,
        GIVEN_UP
    }

    /// One thing to do; a null batch is a scrub.
    private static final class Order {
        final @Nullable Batch batch;
        final CountDownLatch done = new CountDownLatch(1);
        final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
        volatile @Nullable RuntimeException failure;

        Order(@Nullable Batch batch) {
            this.batch = batch;
        }

        void finish(@Nullable RuntimeException with) {
            failure = with;
            done.countDown();
        }
    }

    private static final Order STOP = new Order(null);

    private static final String VERSION = "SELECT ver FROM kv WHERE ns = ? AND k = ?";
    private static final String PUT = "INSERT INTO kv (ns, k, ver, exp, v) VALUES (?, ?, 1, ?, ?)"
            + " ON CONFLICT (ns, k) DO UPDATE SET ver = ver + 1, exp = excluded.exp, v = excluded.v";
    private static final String INSERT =
            "INSERT INTO kv (ns, k, ver, exp, v) VALUES (?, ?, 1, ?, ?) ON CONFLICT (ns, k) DO NOTHING";
    private static final String DELETE = "DELETE FROM kv WHERE ns = ? AND k = ?";

    private final Connection connection;
    private PreparedStatement version;
    private PreparedStatement put;
    private PreparedStatement insert;
    private PreparedStatement delete;
    private final BlockingQueue<Order> queue = new LinkedBlockingQueue<>(MAX_QUEUE);
    private final Thread thread;
    private long lastCommitAt; // touched by the writer alone
    private volatile boolean closed;

    SqliteWriter(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = -32768"); // 32 MiB, so that commits read no pages back
        }
        version = connection.prepareStatement(VERSION);
        put = connection.prepareStatement(PUT);
        insert = connection.prepareStatement(INSERT);
        delete = connection.prepareStatement(DELETE);
        thread = Thread.ofPlatform().daemon().name("state-writer").start(this::run);
    }

    void commit(Batch batch) {
        if (!batch.isEmpty()) {
            await(new Order(batch));
        }
    }

    void scrub() {
        await(new Order(null));
    }

    private void await(Order order) {
        if (closed || !thread.isAlive()) {
            throw new StateUnavailable("The state store is closed.");
        }
        if (!queue.offer(order)) {
            throw new StateUnavailable("The state store has too many writes waiting.");
        }
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUEUE_DEADLINE_SECONDS);
        while (true) {
            try {
                if (order.done.await(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    break;
                }
                if (order.stage.compareAndSet(Stage.QUEUED, Stage.GIVEN_UP)) {
                    throw new StateUnavailable(
                            "The state store did not write within " + QUEUE_DEADLINE_SECONDS + " s.");
                }
                order.done.await(); // the commit has begun: only its end says what is true
                break;
            } catch (InterruptedException _) {
                interrupted = true; // a write is not half a write because somebody lost patience
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failure = order.failure;
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        List<Order> group = new ArrayList<>();
        boolean stopping = false;
        while (!stopping) {
            pace(group.size());
            group.clear();
            try {
                group.add(queue.take());
            } catch (InterruptedException _) {
                continue; // nobody has a reason to interrupt this thread; only STOP ends it
            }
            queue.drainTo(group, MAX_GROUP - 1);
            stopping = group.remove(STOP);
            group.removeIf(order -> !order.stage.compareAndSet(Stage.QUEUED, Stage.RUNNING));
            write(group.stream().filter(order -> order.batch != null).toList());
            group.stream().filter(order -> order.batch == null).forEach(this::truncate);
        }
        closed = true;
        queue.forEach(order -> order.finish(new StateUnavailable("The state store is closed.")));
        SqliteFile.closeQuietly(connection);
    }

    /// Under load, lets more batches share the next commit; an idle store never waits.
    private void pace(int lastGroup) {
        long left = PACE_NANOS - (System.nanoTime() - lastCommitAt);
        if (lastGroup > 1 && left > 0) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void write(List<Order> group) {
        if (group.isEmpty()) {
            return;
        }
        lastCommitAt = System.nanoTime();
        List<Order> written = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (Order order : group) {
                if (order.batch != null && apply(order, order.batch)) {
                    written.add(order);
                }
            }
            statement.execute("COMMIT");
            written.forEach(order -> order.finish(null));
        } catch (SQLException | RuntimeException | Error e) { // nobody is told that a batch is durable which is not
            rollback();
            renew();
            StateUnavailable failure = new StateUnavailable("The state file cannot be written.", e);
            group.forEach(order -> order.finish(failure));
        }
    }

    /// The driver closes a statement that met a full disk or a failed read, for good.
    private void renew() {
        try {
            List<PreparedStatement> spent = List.of(version, put, insert, delete);
            version = connection.prepareStatement(VERSION);
            put = connection.prepareStatement(PUT);
            insert = connection.prepareStatement(INSERT);
            delete = connection.prepareStatement(DELETE);
            for (PreparedStatement each : spent) {
                each.close();
            }
        } catch (SQLException _) {
            // the file cannot even be read; the next group fails too and tries this again
        }
    }

    private boolean apply(Order order, Batch batch) throws SQLException {
        Batch.@Nullable Put fresh = batch.fresh();
        for (Batch.Step step : batch.steps()) {
            boolean read = fresh == null || !step.isAt(fresh);
            if (read && step instanceof Batch.Check check && version(check) != check.version()) {
                order.finish(Batch.conflict(check));
                return false;
            }
        }
        if (fresh != null && write(insert, fresh) == 0) { // the first write: the row's own absence is its check
            order.finish(Batch.conflict(new Batch.Check(fresh.namespace(), fresh.key(), 0)));
            return false;
        }
        for (Batch.Step step : batch.steps()) {
            switch (step) {
                case Batch.Check _ -> {
                    // held before the first write
                }
                case Batch.Put row -> {
                    if (fresh == null || !row.isAt(fresh)) {
                        write(put, row);
                    }
                }
                case Batch.Delete row -> {
                    delete.setInt(1, row.namespace().code());
                    delete.setBytes(2, row.key());
                    delete.executeUpdate();
                }
            }
        }
        return true;
    }

    /// @return how many rows changed
    private static int write(PreparedStatement statement, Batch.Put row) throws SQLException {
        statement.setInt(1, row.namespace().code());
        statement.setBytes(2, row.key());
        if (row.expiresAt() == 0) {
            statement.setNull(3, Types.INTEGER);
        } else {
            statement.setLong(3, row.expiresAt());
        }
        statement.setBytes(4, row.value());
        return statement.executeUpdate();
    }

    private long version(Batch.Check check) throws SQLException {
        version.setInt(1, check.namespace().code());
        version.setBytes(2, check.key());
        try (ResultSet results = version.executeQuery()) {
            return results.next() ? results.getLong(1) : 0;
        }
    }

    private void rollback() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException _) {
            // SQLite had already rolled back by itself; the group fails either way
        }
    }

    /// A reader in the middle of a row keeps the checkpoint from truncating; SQLite waits for it.
    private void truncate(Order order) {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < SCRUB_TRIES; i++) {
                try (ResultSet results = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                    if (results.next() && results.getInt(1) == 0) {
                        order.finish(null);
                        return;
                    }
                }
            }
            order.finish(new StateUnavailable("SQLite's write-ahead log could not be truncated."));
        } catch (SQLException e) {
            order.finish(new StateUnavailable("SQLite's write-ahead log could not be truncated.", e));
        }
    }

    void close() {
        closed = true;
        queue.add(STOP);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(QUEUE_DEADLINE_SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // what is queued still gets written; the thread is a daemon
        }
    }
}
