package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.TokenRequest;
import io.fieldgate.examples.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without evidence nothing passes: a full disk, a log file taken away, a state somebody else holds. Each is
/// said, in time, and over when its cause is.
class EvidenceFaultsSceneTest {
    private static final long IN_TIME_MILLIS = 5_000;
    private static final Persons PERSON = Persons.FIRST;

    @TempDir
    private Path folder;

    /// Declares until the answer is the wanted one; every answer is of a kind that may be. @return the last
    private static Answer until(Stage stage, int status, int tries, List<Answer> seen) throws Exception {
        for (int i = 0; i < tries; i++) {
            if (i % 4 == 0) {
                advance(stage);
            }
            long since = System.nanoTime();
            Answer answer = stage.tryDeclare(PERSON);
            assertThat((System.nanoTime() - since) / 1_000_000).isLessThan(IN_TIME_MILLIS);
            assertThat(answer.status()).as(answer.toString()).isIn(201, 503);
            assertThat(answer.body()).doesNotContain(PERSON.name()).doesNotContain(PERSON.idNo());
            seen.add(answer);
            if (answer.status() == status) {
                return answer;
            }
            if (status == 201) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("Never answered " + status + " but " + seen.getLast());
    }

    /// Guards read one record, each leaving evidence, until there is no room for more. @return the first refusal
    private static Answer readUntilRefused(Stage stage, Answer taken) throws Exception {
        String path = "/health-declare/api/declarations/" + DemoTraffic.id(taken);
        AtomicReference<@Nullable Answer> refused = new AtomicReference<>();
        AtomicInteger guards = new AtomicInteger();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(Thread.ofPlatform().start(() -> {
                while (refused.get() == null && guards.get() < 1_000) {
                    read(stage, path, guards.incrementAndGet(), refused);
                }
            }));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        return Objects.requireNonNull(refused.get(), "the refusal of a full disk");
    }

    /// Ten readings are what one guard may do in a minute.
    private static void read(Stage stage, String path, int guard, AtomicReference<@Nullable Answer> refused) {
        String token = stage.gateway()
                .token(TokenRequest.staff("gate-guard", "community-office", "entry-registration")
                        .as("guard-" + guard));
        for (int i = 0; i < 10 && refused.get() == null; i++) {
            try {
                Answer answer = stage.http().get(path, token);
                if (answer.status() != 200) {
                    refused.compareAndSet(null, answer);
                }
            } catch (IOException failed) {
                refused.compareAndSet(null, new Answer(0, failed.toString(), "", ""));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The limits of one caller are not what is shown here; a clock that cannot be persisted stands still.
    private static void advance(Stage stage) throws IOException, InterruptedException {
        try {
            stage.gateway().advance(Duration.ofMinutes(1));
        } catch (RuntimeException later) {
            assertThat(later.getMessage()).doesNotContain(PERSON.idNo());
        }
    }

    private static String ready(Stage stage) throws Exception {
        Answer answer = stage.adminPlane().get("/readyz", "");
        return answer.status() + " " + answer.body();
    }

    private static String doctor(Stage stage) throws Exception {
        return stage.adminPlane().get("/api/v1/doctor", stage.operator()).body();
    }

    private void leavesAllInOrder(Stage stage) throws Exception {
        Ledger.of(stage)
                .verifies()
                .hasIntentOf(Files.readAllBytes(stage.received(DemoApp.Kind.HEALTH_DECLARE)))
                .closesEveryIntent();
    }

    @Test
    void fullDiskOfTheLog_refusesUntilThereIsRoom() throws Exception {
        Path audit = folder.resolve("small");
        SmallDisk mounted = SmallDisk.mounted(audit, 5);
        Stage stage = Stage.in(folder)
                .with("audit.folder", audit.resolve("audit").toString())
                .with("audit.segment", "1MB")
                .build();
        List<Answer> seen = new ArrayList<>();
        try (SmallDisk disk = mounted) {
            try (stage) {
                stage.open();
                until(stage, 201, 1, seen);
                disk.fill();
                Answer refused = readUntilRefused(stage, seen.getFirst());
                assertThat(refused.body()).contains("urn:fieldgate:problem:evidence-unavailable");
                assertThat(ready(stage)).startsWith("503").contains("audit log").contains("room");
                assertThat(doctor(stage)).contains("audit log", "room");
                int stored = stage.app(DemoApp.Kind.HEALTH_DECLARE).stored();
                assertThat(stage.tryDeclare(PERSON).status()).isEqualTo(503);
                assertThat(stage.app(DemoApp.Kind.HEALTH_DECLARE).stored()).isEqualTo(stored);

                disk.free();
                until(stage, 201, 50, seen);
                assertThat(ready(stage)).startsWith("200");
            }
            copy(audit.resolve("audit"), stage.home().resolve("audit"));
        }
        leavesAllInOrder(stage);
    }

    @Test
    void fullDiskOfEverything_refusesUntilThereIsRoom() throws Exception {
        Path home = folder.resolve("gateway");
        SmallDisk mounted = SmallDisk.mounted(home, 10);
        Stage stage = Stage.in(folder).with("audit.segment", "1MB").build();
        List<Answer> seen = new ArrayList<>();
        try (SmallDisk disk = mounted) {
            try (stage) {
                stage.open();
                until(stage, 201, 1, seen);
                disk.fill();
                Answer refused = readUntilRefused(stage, seen.getFirst());
                assertThat(refused.body())
                        .containsAnyOf("state-unavailable", "evidence-unavailable", "keys-unavailable");
                assertThat(stage.tryDeclare(PERSON).status()).isEqualTo(503);
                assertThat(ready(stage) + doctor(stage)).contains("\"ill\"");

                disk.free();
                until(stage, 201, 50, seen);
                assertThat(ready(stage)).startsWith("200");
                stage.restart();
                until(stage, 201, 2, seen);
            }
            leavesAllInOrder(stage);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /// Removed, replaced by another file, its folder moved away: what was written is signed from memory, and a new
    /// file begun.
    @Test
    void logFileTakenAway_isNoticedBeforeAnythingPasses() throws Exception {
        Stage stage = Stage.start(folder);
        List<Answer> seen = new ArrayList<>();
        try (stage) {
            until(stage, 201, 1, seen);
            Path wal = stage.log().resolve("wal");
            for (String how : List.of("removed", "replaced", "folder moved")) {
                int stored = stage.app(DemoApp.Kind.HEALTH_DECLARE).stored();
                switch (how) {
                    case "removed" -> segments(wal).keySet().forEach(EvidenceFaultsSceneTest::delete);
                    case "replaced" -> {
                        for (Map.Entry<Path, byte[]> each : segments(wal).entrySet()) {
                            delete(each.getKey());
                            Files.write(each.getKey(), each.getValue());
                        }
                    }
                    default -> Files.move(wal, folder.resolve("elsewhere"));
                }
                Answer first = stage.tryDeclare(PERSON);
                if (first.status() != 201) {
                    assertThat(first.body()).as(how).contains("urn:fieldgate:problem:evidence-unavailable");
                    assertThat(stage.app(DemoApp.Kind.HEALTH_DECLARE).stored())
                            .as(how)
                            .isEqualTo(stored);
                }
                until(stage, 201, 50, seen);
                assertThat(ready(stage)).as(how).startsWith("200");
            }
            String alerts = stage.adminPlane()
                    .post("/api/v1/audit/query", stage.auditor(), "{\"kind\":\"alert\"}")
                    .body();
            assertThat(alerts).contains("log-file-replaced");
        }
        leavesAllInOrder(stage);
    }

    private static Map<Path, byte[]> segments(Path wal) throws IOException {
        Map<Path, byte[]> segments = new TreeMap<>();
        try (Stream<Path> files = Files.list(wal)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                segments.put(file, Files.readAllBytes(file));
            }
        }
        return segments;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void secondGateway_isRefusedAndHarmsNobody() throws Exception {
        Stage stage = Stage.start(folder);
        try (stage) {
            stage.declare(PERSON);
            GatewayProcess second = GatewayProcess.launch(stage.settings(), stage.scratch());
            assertThat(second.awaitEnd(Duration.ofSeconds(60))).isEqualTo(3);
            assertThat(second.output())
                    .contains("state store", "another gateway")
                    .doesNotContain("\tat ");
            assertThat(stage.tryDeclare(Persons.SECOND).status()).isEqualTo(201);
            assertThat(ready(stage)).startsWith("200");
        }
        leavesAllInOrder(stage);
    }
}
