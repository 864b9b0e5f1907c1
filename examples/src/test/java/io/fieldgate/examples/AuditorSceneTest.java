package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.LeafKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One query each for what an auditor wants to know, and a log that shows any hand laid on it.
class AuditorSceneTest {
    @TempDir
    private Path folder;

    @Test
    void questions_areAnsweredWithoutAnybodysValues() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            String id = stage.declare(Persons.FIRST);
            stage.declare(Persons.SECOND);
            stage.http()
                    .get(
                            "/health-declare/api/declarations/" + id,
                            stage.staff("gate-guard", "community-office", "entry-registration"));
            Client admin = stage.adminPlane();
            String auditor = stage.auditor();

            String who = admin.post("/api/v1/audit/who", auditor, who(Persons.FIRST, "temperature"))
                    .body();
            assertThat(who)
                    .contains("gate-guard")
                    .contains("entry-registration")
                    .doesNotContain(Persons.FIRST.idNo());
            String other = admin.post("/api/v1/audit/who", auditor, who(Persons.SECOND, "temperature"))
                    .body();
            assertThat(other).doesNotContain("gate-guard");
            assertThat(admin.post("/api/v1/audit/query", auditor, "{\"collects\":\"idNo\"}")
                            .body())
                    .contains("health-declare", "beijing-healthkit", "mask-booking");
            assertThat(admin.post("/api/v1/audit/query", auditor, "{\"responsible\":\"health-declare\"}")
                            .body())
                    .contains("district-health-bureau");
            assertThat(admin.post("/api/v1/audit/query", stage.staff("operator", "operations", "operations"), "{}")
                            .status())
                    .isEqualTo(403);

            stage.gateway().advance(Duration.ofHours(24));
            assertThat(admin.post("/api/v1/audit/query", auditor, "{\"kind\":\"shred.done\",\"on\":\"2020-02-21\"}")
                            .body())
                    .contains("destroyed");
            stage.gateway().advance(Duration.ofDays(15));
            assertThat(admin.post("/api/v1/audit/who", auditor, who(Persons.FIRST, "temperature"))
                            .body())
                    .doesNotContain("gate-guard")
                    .contains("notLinkable");
        }
    }

    /// X writes about Y, who has consented: he is refused, and the log says that it was he. Nothing is said of Y.
    @Test
    void attemptAboutSomebodyElse_standsWithWhoMadeIt() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            stage.declare(Persons.FIRST);
            Client.Answer refused = stage.http()
                    .post(
                            "/health-declare/api/declarations",
                            stage.citizen(Persons.SECOND.idNo()),
                            Persons.FIRST.declaration(),
                            Map.of("photo", Photo.jpeg(7)));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("not-oneself").doesNotContain(Persons.FIRST.idNo());
            stage.shut();
            stage.open();
            Client admin = stage.adminPlane();
            assertThat(admin.post("/api/v1/audit/who", stage.auditor(), denials(Persons.SECOND))
                            .body())
                    .contains("not-oneself", "POST /api/declarations");
            assertThat(admin.post("/api/v1/audit/who", stage.auditor(), denials(Persons.FIRST))
                            .body())
                    .doesNotContain("not-oneself");
        }
    }

    private static String denials(Persons person) {
        return "{\"type\":\"cn.resident-id\",\"value\":\"" + person.idNo()
                + "\",\"kind\":\"deny\",\"case\":\"C-2020-7\"}";
    }

    /// Who asks leaves a leaf, answered with something or with nothing; who may not ask leaves another.
    @Test
    void questions_areInTheLogThemselves() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            stage.declare(Persons.FIRST);
            stage.shut();
            assertThat(questions(stage)).isEmpty();
            stage.open();
            Client admin = stage.adminPlane();
            String auditor = stage.auditor();
            String nobody = who(Persons.SECOND, "temperature");
            String collected = who(Persons.FIRST, "temperature").replace("\"reveal\"", "\"intent\"");
            String query = "/api/v1/audit/query";
            assertThat(admin.post("/api/v1/audit/who", auditor, collected).status())
                    .isEqualTo(200);
            assertThat(admin.post("/api/v1/audit/who", auditor, nobody).status())
                    .isEqualTo(200);
            assertThat(admin.post(query, auditor, "{\"kind\":\"intent\"}").status())
                    .isEqualTo(200);
            assertThat(admin.post(query, auditor, "{\"kind\":\"intent\",\"on\":\"2019-01-01\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(admin.post(query, stage.operator(), "{}").status()).isEqualTo(403);
            stage.shut();
            assertThat(questions(stage)).containsExactly("who: 1", "who: 0", "query: 1", "query: 0");
            Ledger.of(stage).verifies();
        }
    }

    private static List<String> questions(Stage stage) {
        return Ledger.of(stage).leaves().stream()
                .filter(leaf -> leaf.is(LeafKind.QUERY))
                .map(leaf -> leaf.text("question") + ": " + leaf.number("rows"))
                .toList();
    }

    private static String who(Persons person, String field) {
        return "{\"type\":\"cn.resident-id\",\"value\":\"" + person.idNo() + "\",\"field\":\"" + field
                + "\",\"kind\":\"reveal\",\"case\":\"C-2020-7\"}";
    }

    @Test
    void verify_namesTheFirstBadPlace() throws Exception {
        Path log;
        Path trust;
        try (Stage stage = Stage.start(folder)) {
            stage.declare(Persons.FIRST);
            stage.declare(Persons.SECOND);
            log = stage.log();
            trust = stage.home().resolve("trust.policy");
        }
        assertThat(verify(log, trust).exit()).isZero();
        assertThat(verify(log, trust).out()).contains("self-attested").contains("CLEAN");
        Path bundle = bundle(log);
        byte[] whole = Files.readAllBytes(bundle);

        byte[] flipped = whole.clone();
        flipped[40] ^= 1;
        assertThat(broken(log, trust, bundle, flipped)).contains("leaf 0");
        assertThat(broken(log, trust, bundle, java.util.Arrays.copyOf(whole, whole.length - 20)))
                .contains("FINDING");
        assertThat(broken(log, trust, bundle, swapped(whole))).contains("leaf 0");
        Files.write(bundle, whole);
        assertThat(verify(log, trust).exit()).isZero();
    }

    private String broken(Path log, Path trust, Path bundle, byte[] bytes) throws IOException, InterruptedException {
        Files.write(bundle, bytes);
        Verb verb = verify(log, trust);
        assertThat(verb.exit()).as(verb.out()).isEqualTo(1);
        return verb.out();
    }

    private Verb verify(Path log, Path trust) throws IOException, InterruptedException {
        return Verb.run(Stage.ROOT, "", "audit", "verify", "--trust", trust.toString(), log.toString());
    }

    /// The bundle with the first leaves in it, full or partial.
    private static Path bundle(Path log) throws IOException {
        try (Stream<Path> files = Files.walk(log.resolve("tile").resolve("entries"))) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    /// The first two leaves change places: u16 length, bytes, u16 length, bytes.
    private static byte[] swapped(byte[] bundle) {
        int first = 2 + ((bundle[0] & 0xff) << 8 | (bundle[1] & 0xff));
        int second = 2 + ((bundle[first] & 0xff) << 8 | (bundle[first + 1] & 0xff));
        byte[] out = bundle.clone();
        System.arraycopy(bundle, first, out, 0, second);
        System.arraycopy(bundle, 0, out, second, first);
        return out;
    }

    @Test
    void verify_isRefusedByNobodyOffline() throws Exception {
        Verb verb = Verb.run(Stage.ROOT, "", "audit", "verify", folder.toString());
        assertThat(verb.exit()).isEqualTo(3);
        assertThat(List.of(verb.out().split("\n"))).hasSize(1);
    }
}
