package io.fieldgate.state;

import io.fieldgate.outage.StateUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sqlite.JDBC;

/// How the SQLite file is opened and laid out.
final class SqliteFile {
    private static final int FORMAT = 1;
    private static final Map<Integer, Namespace> NAMESPACES = Arrays.stream(Namespace.values())
            .collect(Collectors.toUnmodifiableMap(Namespace::code, Function.identity()));

    private SqliteFile() {}

    static Connection open(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("jdbc.get_generated_keys", "false"); // else every write is followed by a query
        Connection connection =
                Objects.requireNonNull(JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath(), properties));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL"); // NORMAL can lose acknowledged commits at power loss
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute("PRAGMA temp_store = MEMORY"); // no row reaches a temporary file
        }
        return connection;
    }

    /// Creates the table in a new file and refuses a file this version does not understand.
    static void prepare(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            require(statement, "PRAGMA journal_mode", "wal");
            require(statement, "PRAGMA synchronous", "2");
            require(statement, "PRAGMA secure_delete", "1");
            int format = Integer.parseInt(ask(statement, "PRAGMA user_version"));
            if (format != 0 && format != FORMAT) {
                throw new StateUnavailable(
                        "The state file has format " + format + "; this gateway reads format " + FORMAT + ".");
            }
            if (format == 0) {
                statement.execute("BEGIN IMMEDIATE");
                statement.execute(
                        "CREATE TABLE kv (ns INTEGER NOT NULL, k BLOB NOT NULL, ver INTEGER NOT NULL, exp INTEGER,"
                                + " v BLOB NOT NULL, PRIMARY KEY (ns, k)) WITHOUT ROWID");
                statement.execute("CREATE INDEX kv_exp ON kv (exp) WHERE exp IS NOT NULL");
                statement.execute("PRAGMA user_version = " + FORMAT);
                statement.execute("COMMIT");
            }
        }
    }

    private static void require(Statement statement, String pragma, String expected) throws SQLException, IOException {
        if (!ask(statement, pragma).equals(expected)) {
            throw new IOException("SQLite refused `" + pragma + " = " + expected + "`.");
        }
    }

    private static String ask(Statement statement, String sql) throws SQLException {
        try (ResultSet results = statement.executeQuery(sql)) {
            return results.next() ? Objects.requireNonNullElse(results.getString(1), "") : "";
        }
    }

    static Row row(ResultSet results) throws SQLException {
        Namespace namespace = NAMESPACES.get(results.getInt(1));
        if (namespace == null) {
            throw new StateUnavailable("The state file holds a namespace this gateway does not know.");
        }
        return new Row(
                namespace,
                Objects.requireNonNull(results.getBytes(2)),
                results.getLong(3),
                results.getLong(4), // NULL reads as 0: never
                Objects.requireNonNullElse(results.getBytes(5), new byte[0]));
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // everything durable was committed; nothing can leak from a connection that fails to close
        }
    }
}
