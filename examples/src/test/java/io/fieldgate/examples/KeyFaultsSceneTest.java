package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.Client.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A keyring that is missing, cut, changed, older or of another gateway is unavailable, never a destruction:
/// nothing is sealed, opened or destroyed until the newest one is back.
class KeyFaultsSceneTest {
    @TempDir
    private Path folder;

    /// What is put in the keyring's place; empty for nothing at all.
    private static Map<String, byte[]> faults(byte[] newest, byte[] older) {
        byte[] flipped = newest.clone();
        flipped[newest.length / 2] ^= 1;
        byte[] raised = older.clone();
        raised[12] = 99; // the last byte of its generation, which is authenticated
        Map<String, byte[]> faults = new LinkedHashMap<>();
        faults.put("missing", new byte[0]);
        faults.put("cut", Arrays.copyOf(newest, newest.length - 7));
        faults.put("only its head", Arrays.copyOf(newest, 9));
        faults.put("changed", flipped);
        faults.put("older", older);
        faults.put("older with another number", raised);
        return faults;
    }

    @Test
    void brokenKeyring_closesTheGateUntilItIsBack() throws Exception {
        Stage stage = Stage.start(folder);
        Path keyring = stage.home().resolve("keys").resolve("keyring");
        try (stage) {
            String path = "/health-declare/api/declarations/" + stage.declare(Persons.FIRST);
            byte[] older = Files.readAllBytes(keyring);
            stage.gateway().advance(Duration.ofDays(1));
            stage.declare(Persons.SECOND); // of another day, so under another key
            byte[] newest = Files.readAllBytes(keyring);
            assertThat(newest).isNotEqualTo(older);
            String shreds = shreds(stage);
            for (Map.Entry<String, byte[]> fault : faults(newest, older).entrySet()) {
                put(keyring, fault.getValue());
                stage.gateway().advance(Duration.ofDays(1)); // a new key is due, and the old ones are not in memory
                int stored = stage.app(DemoApp.Kind.HEALTH_DECLARE).stored();
                long since = System.nanoTime();
                refused(fault.getKey() + ", taking", stage.tryDeclare(Persons.SECOND));
                assertThat((System.nanoTime() - since) / 1_000_000).isLessThan(5_000);
                assertThat(stage.app(DemoApp.Kind.HEALTH_DECLARE).stored()).isEqualTo(stored);
                refused(fault.getKey() + ", giving", stage.http().get(path, stage.citizen(Persons.FIRST.idNo())));
                assertThat(stage.adminPlane().get("/readyz", "").body())
                        .as(fault.getKey())
                        .contains("\"part\":\"keys\"", "keyring", "put the newest file back");
                assertThat(stage.adminPlane()
                                .get("/api/v1/doctor", stage.operator())
                                .body())
                        .contains("key custodian", "keyring");
                assertThat(shreds(stage))
                        .as("nothing is destroyed by a loss: " + fault.getKey())
                        .isEqualTo(shreds);

                put(keyring, newest);
                assertThat(stage.tryDeclare(Persons.SECOND).status())
                        .as("after: " + fault.getKey())
                        .isEqualTo(201);
                assertThat(stage.adminPlane().get("/readyz", "").status()).isEqualTo(200);
                stage.adminPlane().post("/api/v1/retention/sweep", stage.operator(), "{}");
                shreds = shreds(stage);
                newest = Files.readAllBytes(keyring);
            }
            assertThat(stage.http()
                            .get(path, stage.citizen(Persons.FIRST.idNo()))
                            .body())
                    .contains(Persons.FIRST.name());
        }
        Ledger.of(stage)
                .verifies()
                .hasIntentOf(Files.readAllBytes(stage.received(DemoApp.Kind.HEALTH_DECLARE)))
                .closesEveryIntent();
    }

    /// Destruction leaves, that a lost keyring must not add to.
    private static String shreds(Stage stage) throws Exception {
        String rows = stage.adminPlane()
                .post("/api/v1/audit/query", stage.auditor(), "{\"kind\":\"shred.done\"}")
                .body();
        return rows.substring(rows.indexOf("\"rows\""));
    }

    private static void put(Path keyring, byte[] content) throws Exception {
        if (content.length == 0) {
            Files.delete(keyring);
        } else {
            Files.write(keyring, content);
        }
    }

    private static void refused(String what, Answer answer) {
        assertThat(answer.status()).as(what + ": " + answer).isEqualTo(503);
        assertThat(answer.body())
                .as(what)
                .contains("urn:fieldgate:problem:keys-unavailable")
                .doesNotContain(Persons.FIRST.name())
                .doesNotContain(Persons.SECOND.name());
    }

    @Test
    void missingKeyringAtStart_makesNoNewOne() throws Exception {
        Stage stage = Stage.start(folder);
        Path keyring = stage.home().resolve("keys").resolve("keyring");
        try (stage) {
            String path = "/health-declare/api/declarations/" + stage.declare(Persons.FIRST);
            stage.shut();
            byte[] newest = Files.readAllBytes(keyring);
            Files.delete(keyring);
            stage.open();
            refused("taking", stage.tryDeclare(Persons.SECOND));
            refused("giving", stage.http().get(path, stage.citizen(Persons.FIRST.idNo())));
            assertThat(stage.adminPlane().get("/readyz", "").status()).isEqualTo(503);
            assertThat(keyring).doesNotExist();
            stage.restart();
            assertThat(keyring).doesNotExist();

            Files.write(keyring, newest);
            assertThat(stage.tryDeclare(Persons.SECOND).status()).isEqualTo(201);
            assertThat(stage.http()
                            .get(path, stage.citizen(Persons.FIRST.idNo()))
                            .body())
                    .contains(Persons.FIRST.name());
        }
        Ledger.of(stage).verifies().closesEveryIntent();
    }
}
