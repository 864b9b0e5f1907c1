package io.fieldgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.outage.StateUnavailable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWriterTest {
    @TempDir
    Path folder;

    @Test
    void aFullFile_refusesCommits_andTakesThemAgainWhenThereIsRoom() throws Exception {
        Path file = folder.resolve("state.db");
        Connection connection = SqliteFile.open(file);
        SqliteFile.prepare(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 40");
            SqliteWriter writer = new SqliteWriter(connection);
            assertThatThrownBy(() -> fill(writer)).isInstanceOf(StateUnavailable.class);
            assertThatThrownBy(() -> writer.commit(row(1_000_000, 100_000))).isInstanceOf(StateUnavailable.class);
            statement.execute("PRAGMA max_page_count = 100000");
            writer.commit(row(1_000_001, 100));
            writer.commit(row(1_000_001, 100));
            writer.close();
        }
        try (SqliteStore store = SqliteStore.open(file)) {
            Row row = Objects.requireNonNull(store.get(Namespace.SUBJECT, key(1_000_001)));
            assertThat(row.version()).isEqualTo(2);
            assertThat(store.get(Namespace.SUBJECT, key(1_000_000))).isNull();
        }
    }

    private static void fill(SqliteWriter writer) {
        for (int i = 0; i < 1_000; i++) {
            writer.commit(row(i, 1_000));
        }
    }

    private static Batch row(int number, int bytes) {
        return new Batch().put(Namespace.SUBJECT, key(number), new byte[bytes]);
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }
}
