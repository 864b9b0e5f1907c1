package io.fieldgate.examples;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a demo app stores: one SQLite table of JSON documents. The app really keeps what it was sent and serves
/// it back.
/// Thread rule: one connection, every method synchronized.
final class Table implements AutoCloseable {
    private final Connection connection;

    Table(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute("PRAGMA journal_mode=WAL");
        execute("CREATE TABLE IF NOT EXISTS record (id TEXT PRIMARY KEY, number INTEGER NOT NULL, body TEXT NOT NULL)");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Stores a JSON document and gives it the next number.
    synchronized long insert(String id, String json) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO record SELECT ?, coalesce(max(number), 1000) + 1, json(?) FROM record RETURNING number")) {
            insert.setString(1, id);
            insert.setString(2, json);
            try (ResultSet rows = insert.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// Sets one member of a stored document.
    synchronized void set(String id, String path, String value) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE record SET body = json_set(body, ?, ?) WHERE id = ?")) {
            update.setString(1, path);
            update.setString(2, value);
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    synchronized Optional<String> find(String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT body FROM record WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    synchronized List<String> page(int number, int size) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT body FROM record ORDER BY number LIMIT ? OFFSET ?")) {
            select.setInt(1, size);
            select.setInt(2, number * size);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    synchronized int count() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM record")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    synchronized boolean delete(String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM record WHERE id = ?")) {
            delete.setString(1, id);
            return delete.executeUpdate() > 0;
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
