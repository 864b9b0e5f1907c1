package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong at start closes what rests on it, and no more.
class StartFaultsSceneTest {
    @TempDir
    private Path folder;

    @Test
    void brokenRegister_closesItsAppAlone() throws Exception {
        Path policies = Stage.variant(
                folder.resolve("policies"), "health-declare.yaml", "    as: district", "    as: distrikt");
        Stage stage = Stage.in(folder).policies(policies).build();
        try (stage) {
            stage.open();
            closed(stage.tryDeclare(Persons.FIRST));
            assertThat(stage.app(DemoApp.Kind.HEALTH_DECLARE).stored()).isZero();
            assertThat(booked(stage).status()).isEqualTo(201);
            assertThat(stage.adminPlane()
                            .get("/api/v1/doctor", stage.operator())
                            .body())
                    .contains("health-declare: its policy file has errors");
            assertThat(stage.adminPlane()
                            .get("/api/v1/status", stage.operator())
                            .body())
                    .contains("\"closed\"");
            assertThat(stage.adminPlane()
                            .post("/api/v1/audit/query", stage.auditor(), "{\"kind\":\"policy.reject\"}")
                            .body())
                    .contains("health-declare")
                    .doesNotContain("mask-booking");

            Files.copy(
                    Stage.ROOT.resolve("policies").resolve("health-declare.yaml"),
                    policies.resolve("health-declare.yaml"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            stage.restart();
            stage.declare(Persons.FIRST);
        }
        Ledger.of(stage).verifies().closesEveryIntent();
    }

    @Test
    void brokenFileOfAll_closesAll() throws Exception {
        Map<String, String[]> faults = new LinkedHashMap<>();
        faults.put("vocabulary.yaml", new String[] {"zone: Asia/Shanghai", "zoon: Asia/Shanghai"});
        faults.put("campaigns.yaml", new String[] {"ends-at-latest: 2021-01-23", "ends-at-latest: tomorrow"});
        faults.put("invariants.yaml", new String[] {"because: clinics only", "becos: clinics only"});
        for (Map.Entry<String, String[]> fault : faults.entrySet()) {
            Path place = folder.resolve(fault.getKey());
            Path policies =
                    Stage.variant(place.resolve("policies"), fault.getKey(), fault.getValue()[0], fault.getValue()[1]);
            try (Stage stage = Stage.in(place).policies(policies).start()) {
                closed(stage.http().post("/health-declare/api/declarations", "", "{}"));
                closed(stage.http().post("/beijing-healthkit/api/checks", "", "{}"));
                closed(stage.http().post("/mask-booking/api/bookings", "", "{}"));
                for (DemoApp.Kind kind : DemoApp.Kind.values()) {
                    assertThat(stage.received(kind)).as(fault.getKey()).doesNotExist();
                }
            }
        }
    }

    private static Answer booked(Stage stage) throws Exception {
        return stage.http()
                .post(
                        "/mask-booking/api/bookings",
                        stage.citizen(Persons.THIRD.idNo()),
                        "{\"idNo\":\"" + Persons.THIRD.idNo()
                                + "\",\"mobile\":\"13700137000\",\"store\":7,\"slot\":\"2020-02-21T09:00:00+08:00\"}");
    }

    private static void closed(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:fieldgate:problem:policy-not-active");
    }

    /// Each is one sentence that names the setting, and exit code 3.
    @Test
    void missingOrBrokenTlsFiles_areNamed() throws Exception {
        Stage stage = Stage.start(folder);
        stage.close();
        Path certificate = stage.home().resolve("dev-server.pem");
        Path key = stage.home().resolve("dev-server-key.pem");
        Path garbage = secret("garbage.pem", "of no key");
        Path absent = folder.resolve("absent.pem");
        refused(serve(certificate, absent, certificate, key), "data.key", absent.toString());
        refused(serve(certificate, key, absent, key), "admin.certificate", absent.toString());
        refused(serve(certificate, garbage, certificate, key), "data.key", "PEM");
        refused(serve(certificate, key, certificate, garbage), "admin.key", "PEM");
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void refused(Verb verb, String... says) {
        assertThat(verb.exit()).as(verb.out()).isEqualTo(3);
        assertThat(verb.out()).contains(says).doesNotContain("\tat ").doesNotContain("of no key");
    }

    private Verb serve(Path dataCertificate, Path dataKey, Path adminCertificate, Path adminKey) throws Exception {
        Path home = folder.resolve("production");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("folder", home.toString());
        settings.put("policies", Stage.ROOT.resolve("policies").toString());
        settings.put("data.listen", "127.0.0.1:0");
        settings.put("admin.listen", "127.0.0.1:0");
        settings.put("data.certificate", dataCertificate.toString());
        settings.put("data.key", dataKey.toString());
        settings.put("admin.certificate", adminCertificate.toString());
        settings.put("admin.key", adminKey.toString());
        settings.put("clock.destroy-on-one", "yes");
        settings.put(
                "custodian.wrapping-key",
                secret("office.key", Files.readString(Stage.KEYS.resolve("custodian.key")))
                        .toString());
        settings.put("identity.dev.issuer", "https://dev.fieldgate.invalid");
        settings.put("identity.dev.audience", "fieldgate");
        settings.put(
                "identity.dev.jwks",
                folder.resolve("gateway/identity/jwks.json").toString());
        List<String> words = new java.util.ArrayList<>(List.of("serve"));
        settings.forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
        return Verb.run(Stage.ROOT, "", words.toArray(String[]::new));
    }
}
