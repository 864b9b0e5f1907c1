package io.fieldgate.state;

import io.fieldgate.outage.StateUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One SQLite file: write-ahead log, full sync, deleted bytes overwritten, one writer thread that commits
/// queued batches together.
///
/// Shape: table `kv(ns, k, ver, exp, v)` without row ids; format number in `user_version`.
/// Errors: [StateUnavailable] when the file is locked by another gateway, of a newer format, unreadable, or the
/// disk is full.
/// Thread rule: reads borrow one of two read connections; all writes go through the thread `state-writer`.
public final class SqliteStore implements StateStore {
    private static final int READERS = 2;
    private static final long READER_WAIT_SECONDS = 5;

    private final StoreLock lock;
    private final SqliteWriter writer;
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private volatile boolean closed;

    private SqliteStore(StoreLock lock, SqliteWriter writer, List<Connection> connections) {
        this.lock = lock;
        this.writer = writer;
        readers.addAll(connections);
    }

    /// Opens or creates the file and its folder.
    public static SqliteStore open(Path file) {
        StoreLock lock = StoreLock.take(file);
        List<Connection> opened = new ArrayList<>();
        try {
            Connection forWriting = SqliteFile.open(file);
            opened.add(forWriting);
            SqliteFile.prepare(forWriting);
            List<Connection> forReading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Connection connection = SqliteFile.open(file);
                opened.add(connection);
                forReading.add(connection);
            }
            return new SqliteStore(lock, new SqliteWriter(forWriting), forReading);
        } catch (SQLException | IOException e) {
            opened.forEach(SqliteFile::closeQuietly);
            lock.release();
            throw new StateUnavailable("The state file cannot be opened.", e);
        } catch (StateUnavailable | LinkageError e) {
            opened.forEach(SqliteFile::closeQuietly);
            lock.release();
            if (e instanceof StateUnavailable unavailable) {
                throw unavailable;
            }
            throw new StateUnavailable(
                    "SQLite's native library cannot be loaded; set `-Dorg.sqlite.lib.path` to a folder that holds it.",
                    e);
        }
    }

    @Override
    public @Nullable Row get(Namespace namespace, byte[] key) {
        List<Row> rows = read("SELECT ns, k, ver, exp, v FROM kv WHERE ns = ? AND k = ?", statement -> {
            statement.setInt(1, namespace.code());
            statement.setBytes(2, key);
        });
        return rows.isEmpty() ? null : rows.getFirst();
    }

    @Override
    public List<Row> scan(Namespace namespace, byte[] from, byte[] to, int limit) {
        return read(
                "SELECT ns, k, ver, exp, v FROM kv WHERE ns = ? AND k >= ? AND k < ? ORDER BY k LIMIT ?", statement -> {
                    statement.setInt(1, namespace.code());
                    statement.setBytes(2, from);
                    statement.setBytes(3, to);
                    statement.setInt(4, limit);
                });
    }

    @Override
    public List<Row> expired(long epochSecond, int limit) {
        return read(
                "SELECT ns, k, ver, exp, v FROM kv WHERE exp IS NOT NULL AND exp < ? ORDER BY exp, ns, k LIMIT ?",
                statement -> {
                    statement.setLong(1, epochSecond);
                    statement.setInt(2, limit);
                });
    }

    @Override
    public void commit(Batch batch) {
        writer.commit(batch);
    }

    @Override
    public void scrub() {
        writer.scrub();
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private List<Row> read(String sql, Parameters parameters) {
        Connection connection = borrow();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            List<Row> rows = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    rows.add(SqliteFile.row(results));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new StateUnavailable("The state file cannot be read.", e);
        } finally {
            readers.add(connection);
        }
    }

    private Connection borrow() {
        if (closed) {
            throw new StateUnavailable("The state store is closed.");
        }
        try {
            Connection connection = readers.poll(READER_WAIT_SECONDS, TimeUnit.SECONDS);
            if (connection != null) {
                return connection;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateUnavailable("Reading the state was interrupted.", e);
        }
        throw new StateUnavailable("The state store did not answer within " + READER_WAIT_SECONDS + " s.");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        for (int i = 0; i < READERS; i++) {
            try {
                Connection connection = readers.poll(READER_WAIT_SECONDS, TimeUnit.SECONDS);
                if (connection != null) {
                    SqliteFile.closeQuietly(connection);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // an open read connection holds no lock and changes nothing
            }
        }
        lock.release();
    }
}
