package io.fieldgate.state;

import static io.fieldgate.state.StoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.outage.StateUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest implements StoreContract {
    @Override
    public StateStore open(Path folder) {
        return StateStores.open("sqlite:" + folder.resolve("state").resolve("state.db"));
    }

    @Test
    void secondStore_isToldThatTheStateIsLocked(@TempDir Path folder) {
        Path file = folder.resolve("s.db");
        try (StateStore first = SqliteStore.open(file)) {
            first.commit(new Batch().put(Namespace.SLOTS, bytes("a"), bytes("b")));
            assertThatThrownBy(() -> SqliteStore.open(file))
                    .isInstanceOf(StateUnavailable.class)
                    .hasMessage("The state is locked by another gateway.");
        }
        SqliteStore.open(file).close();
    }

    @Test
    void newerFormat_isRefused(@TempDir Path folder) throws SQLException {
        Path file = folder.resolve("s.db");
        SqliteStore.open(file).close();
        try (Connection connection = SqliteFile.open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 9");
        }
        assertThatThrownBy(() -> SqliteStore.open(file)).hasMessageContaining("format 9");
    }

    @Test
    void garbageInPlaceOfTheFile_isUnavailable(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("s.db");
        Files.writeString(file, "this is not a database, and long enough to be taken for one".repeat(100));
        assertThatThrownBy(() -> SqliteStore.open(file)).isInstanceOf(StateUnavailable.class);
    }

    @Test
    void scrub_leavesNoByteOfADeletedRow(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("s.db");
        byte[] seed = "this-seed-must-be-gone-0123456789".getBytes(StandardCharsets.UTF_8);
        try (StateStore store = SqliteStore.open(file)) {
            store.commit(new Batch().put(Namespace.BUCKET, bytes("b"), seed));
            store.commit(new Batch().delete(Namespace.BUCKET, bytes("b")));
            store.scrub();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
                            .doesNotContain("this-seed-must-be-gone");
                }
            }
        }
    }

    @Test
    void killedProcess_losesNothingItWasTold(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("s.db");
        int acknowledged = 0;
        for (int round = 0; round < 2; round++) {
            Process child = child(file, acknowledged);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 60; i++) {
                    String line = lines.readLine();
                    assertThat(line).isNotNull();
                    acknowledged = Integer.parseInt(line);
                }
                child.toHandle().destroyForcibly();
                child.waitFor();
            }
        }
        try (StateStore store = SqliteStore.open(file)) {
            for (int i = 1; i <= acknowledged; i++) {
                assertThat(store.get(Namespace.EVENT, bytes(Integer.toString(i))))
                        .isNotNull();
            }
        }
    }

    /// A start that failed takes nothing from the next one.
    @Test
    void storeThatCannotBeMade_isNotLockedByItsFailure(@TempDir Path folder) {
        Path file = folder.resolve("s".repeat(252)); // with `.lock` a longer name than file systems take
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> SqliteStore.open(file))
                    .isInstanceOf(StateUnavailable.class)
                    .hasMessage("The state folder cannot be written.");
        }
    }

    private static Process child(Path file, int acknowledged) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SqliteKillChild.class.getName(),
                        file.toString(),
                        Integer.toString(acknowledged))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void secondStoreOfOneProcess_isRefusedWithoutFreeingTheLockOfTheFirst(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("s.db");
        Path detour = Files.createSymbolicLink(folder.resolve("detour"), folder).resolve("s.db");
        try (StateStore first = SqliteStore.open(file)) {
            assertThatThrownBy(() -> SqliteStore.open(file)).isInstanceOf(StateUnavailable.class);
            assertThatThrownBy(() -> SqliteStore.open(detour)).isInstanceOf(StateUnavailable.class);
            Process child = child(file, 0);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).as("what another process wrote").isNull();
            } finally {
                child.destroyForcibly();
            }
            first.commit(new Batch().put(Namespace.SLOTS, bytes("a"), bytes("b")));
        }
    }
}
