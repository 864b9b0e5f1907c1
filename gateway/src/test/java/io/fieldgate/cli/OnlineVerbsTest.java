package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.GatewayRig;
import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Verbs that ask a running gateway, each through the admin plane it listens on.
class OnlineVerbsTest {
    private static final List<String> ROWS = List.of("origin", "size", "selfAttested", "cut", "notLinkable", "rows");

    @TempDir
    private static Path home;

    private static GatewayRig rig;

    @BeforeAll
    static void start() {
        rig = GatewayRig.start(home);
        rig.read(rig.book(GatewayRig.LI));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void query_printsATable_andWhoSignedIt() {
        Verb verb = rig.verb("audit", "query", "--kind", "reveal", "--app", "mask-booking");
        assertThat(verb.exit()).isZero();
        assertThat(verb.out().lines().findFirst().orElse(""))
                .matches("  index +time +kind +app +route +role +org +staff +purpose +out +trace +fields");
        assertThat(verb.out()).contains("reveal").contains("staff-clerk").doesNotContain(GatewayRig.LI);
        assertThat(verb.err())
                .matches(
                        "\\d+ rows?; the log reaches index \\d+; self-attested: nobody but this gateway has signed it\\.\n");
        assertThat(rig.verb("audit", "query", "--app", "nothing").err()).startsWith("0 rows; ");
        assertThat(rig.verb("audit", "query", "--app", "nothing").out()).isEmpty();
        Verb unknown = rig.verb("audit", "query", "--kind", "revael");
        assertThat(unknown.exit()).isNotZero();
        assertThat(unknown.err()).contains("did you mean `reveal`?");
    }

    @Test
    void query_takesEveryFilter() throws Exception {
        Verb all = rig.verb(
                "audit",
                "query",
                "--json",
                "--kind",
                "reveal,deny",
                "--actor",
                "staff-clerk",
                "--role",
                "clerk",
                "--org",
                "pharmacy-group",
                "--app",
                "mask-booking",
                "--route",
                "GET /api/bookings/{id}",
                "--field",
                "mobile,address",
                "--action",
                "masked",
                "--purpose",
                "supply.mask",
                "--out",
                "ok",
                "--from",
                "2020-02-20T00:00:00Z",
                "--to",
                "2020-02-21T00:00:00+08:00");
        assertThat(all.exit()).as(all.err()).isZero();
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(all))).containsExactlyElementsOf(ROWS);
        assertThat(OfflineVerbsTest.rows(all, "rows")).isNotEmpty();
        assertThat(OfflineVerbsTest.rows(rig.verb("audit", "query", "--json", "--on", "2020-02-19"), "rows"))
                .isEmpty();
        for (String[] none : List.of(
                new String[] {"--basis", "contract"}, new String[] {"--policy", "none"}, new String[] {"--trace", "none"
                })) {
            assertThat(OfflineVerbsTest.rows(rig.verb("audit", "query", "--json", none[0], none[1]), "rows"))
                    .isEmpty();
        }
        assertThat(rig.verb("audit", "query", "--collects", "idNo").out()).contains("mask-booking", "health-declare");
        assertThat(rig.verb("audit", "query", "--responsible", "mask-booking").out())
                .contains("commerce-bureau", "王某");
    }

    @Test
    void who_isAskedWithoutNamingThePersonOnTheCommandLine() throws Exception {
        Verb verb = rig.fed(GatewayRig.LI + "\n", "audit", "who", "--case", "C-2020-7", "--kind", "reveal");
        assertThat(verb.exit()).as(verb.err()).isZero();
        assertThat(verb.out()).contains("staff-clerk").doesNotContain(GatewayRig.LI);
        Verb json = rig.fed(GatewayRig.LI + "\n", "audit", "who", "--case", "C-2020-7", "--json");
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(json))).containsExactlyElementsOf(ROWS);
        Verb unfit = rig.fed("110105194912310021\n", "audit", "who", "--case", "C-2020-7");
        assertThat(unfit.exit()).isEqualTo(Exit.USAGE);
        assertThat(unfit.complaint())
                .isEqualTo("malformed: The identifier does not fit its type, or no policy in force names the type.");
        assertThat(rig.fed(GatewayRig.LI, "audit", "who", "--case", "a case").complaint())
                .isEqualTo("malformed: `case` is no case number: letters, digits and `./_-`, at most 40.");
    }

    @Test
    void prove_printsLeafAndProof() throws Exception {
        Verb verb = rig.verb("audit", "prove", "0");
        assertThat(verb.exit()).isZero();
        assertThat(verb.out()).startsWith("{\"").contains("\n\nc2sp.org/tlog-proof@v1\n");
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(rig.verb("audit", "prove", "0", "--json"))))
                .containsExactly("index", "leaf", "proof", "selfAttested");
        Verb none = rig.verb("audit", "prove", "99999");
        assertThat(none.exit()).isEqualTo(Exit.USAGE);
        assertThat(none.complaint()).startsWith("no-record: The signed head covers leaves 0 to ");
    }

    @Test
    void leaves_nameThePolicyInForceInOneWay() throws Exception {
        Value loaded = policyOf("policy.load");
        Value used = policyOf("reveal");
        assertThat(Json.string(loaded, "sha")).isPresent();
        assertThat(used).isEqualTo(loaded);
    }

    /// What the newest leaf of a kind says about the policy of mask-booking.
    private static Value policyOf(String kind) throws Exception {
        Verb found = rig.verb("audit", "query", "--json", "--kind", kind, "--app", "mask-booking");
        long index = Json.integer(OfflineVerbsTest.rows(found, "rows").getLast(), "index")
                .orElseThrow();
        String leaf = Json.string(
                        OfflineVerbsTest.json(rig.verb("audit", "prove", Long.toString(index), "--json")), "leaf")
                .orElseThrow();
        return Json.member(Json.read(leaf.getBytes(StandardCharsets.UTF_8)), "pol")
                .orElseThrow();
    }

    @Test
    void verify_readsTheRunningGatewaysLog() throws Exception {
        Verb verb = rig.verb("audit", "verify");
        assertThat(verb.exit()).as(verb.out() + verb.err()).isZero();
        assertThat(verb.out()).endsWith("CLEAN\n").contains("Rests on: self-attested");
        Value report = OfflineVerbsTest.json(rig.verb("audit", "verify", "--json"));
        assertThat(OfflineVerbsTest.keys(report))
                .containsExactly("clean", "origin", "size", "root", "unsigned", "rests", "findings", "listed");
        assertThat(Json.truth(report, "clean")).hasValue(true);
        Verb foreign = rig.verb(
                "audit", "verify", "--trust", home.resolve("gateway.yaml").toString());
        assertThat(foreign.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(foreign.complaint()).contains("is no trust file");
    }

    /// What an auditor kept is what the log must begin with.
    @Test
    void verify_sinceACheckpointThatWasKept(@TempDir Path mine) throws Exception {
        Path note = mine.resolve("note");
        Path log = home.resolve(".fieldgate").resolve("audit").resolve("n1");
        assertThat(rig.verb("audit", "verify", "--since", note.toString()).complaint())
                .contains("cannot be read; name the checkpoint you kept");
        assertThat(rig.verb("audit", "verify", "--remember").exit()).isEqualTo(Exit.USAGE);
        assertThat(rig.verb("audit", "verify", "--since", note.toString(), "--remember")
                        .exit())
                .isZero();
        assertThat(Files.readString(note)).startsWith("localhost/fieldgate/main/n1/");
        assertThat(rig.verb("audit", "verify", "--since", note.toString()).exit())
                .isZero();
        String kept = Files.readString(note);
        Files.writeString(note, kept.replaceFirst("\n[0-9]+\n", "\n999999\n"));
        assertThat(rig.verb("audit", "verify", "--since", note.toString()).complaint())
                .contains("is no checkpoint that a key of the trust file has signed");
        Files.writeString(note, kept);
        Path earlier = mine.resolve("log");
        copy(log, earlier); // the auditor's copy of today, laid over by that of yesterday
        rig.read("00000000-0000-4000-8000-000000000001"); // a refusal is a leaf too
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String copied = Files.readString(earlier.resolve("checkpoint")); // perhaps newer than what was kept
        while (List.of(kept, copied).contains(Files.readString(note)) && System.nanoTime() < deadline) {
            rig.verb("audit", "verify", "--since", note.toString(), "--remember");
        }
        assertThat(Files.readString(note)).isNotIn(kept, copied); // that leaf is signed
        Verb rolledBack = rig.verb("audit", "verify", "--since", note.toString(), "--remember", earlier.toString());
        assertThat(rolledBack.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(rolledBack.out()).contains("FINDING history", "smaller than the remembered one");
        assertThat(Files.readString(note)).isNotEqualTo(kept); // what does not hold is not remembered
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
    }

    @Test
    void retention_isPrintedAndSwept() throws Exception {
        Verb status = rig.verb("retention", "status");
        assertThat(status.exit()).isZero();
        assertThat(status.out().lines().map(line -> line.split(":", 2)[0]))
                .contains("now", "clocksAgree", "liveKeys", "dueKeys", "overdueKeys", "nextDeath", "records");
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(rig.verb("retention", "status", "--json"))))
                .containsExactly(
                        "now",
                        "clocksAgree",
                        "liveKeys",
                        "destroyedKeys",
                        "dueKeys",
                        "overdueKeys",
                        "lostKeys",
                        "nextDeath",
                        "overdueRecords",
                        "owingRecords",
                        "records");
        Verb sweep = rig.verb("retention", "sweep", "--json");
        assertThat(sweep.exit()).isZero();
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(sweep)))
                .containsExactly("destroyed", "erased", "overdueKeys", "overdueRecords");
        assertThat(rig.verb("retention", "sweep").out()).isEqualTo("""
                destroyed: 0
                erased: 0
                overdueKeys: 0
                overdueRecords: 0
                """);
    }

    @Test
    void erase_isTheSameForKnownAndUnknownPersons() throws Exception {
        rig.book("110101199003071233");
        Verb known = rig.fed("110101199003071233\n", "erase", "--case", "C-1", "--json");
        Verb unknown = rig.fed(GatewayRig.ZHAO + "\n", "erase", "--case", "C-1", "--json");
        assertThat(List.of(known.exit(), unknown.exit())).containsOnly(0);
        assertThat(known.out().replaceAll("[0-9A-Z]{26}", "-"))
                .isEqualTo(unknown.out().replaceAll("[0-9A-Z]{26}", "-"));
        assertThat(known.err()).isEqualTo(unknown.err());
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(unknown))).containsExactly("erasure");
        assertThat(rig.fed(GatewayRig.ZHAO + "\n", "erase", "--case", "C-1").out())
                .matches("erasure: \\w{26}(\\+\\w{26})*\n");
        assertThat(rig.fed("nobody\n", "erase", "--case", "C-1").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void campaign_isDeclaredByTwoPersonsOfTwoUnits() throws Exception {
        Path first = token("first.jwt", "staff-wang", "north");
        Path second = token("second.jwt", "staff-li", "south");
        Verb alone = rig.verb("campaign", "declare", "screening-ended", "--approver", first.toString());
        assertThat(alone.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(alone.complaint())
                .isEqualTo(
                        "approval-required: This event needs 2 different persons of different units of `city-command`.");
        Verb both = rig.verb(
                "campaign",
                "declare",
                "screening-ended",
                "--approver",
                first.toString(),
                "--approver",
                second.toString(),
                "--json");
        assertThat(both.exit()).as(both.err()).isZero();
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(both)))
                .containsExactly("event", "at", "destroyed", "erased", "overdueKeys", "overdueRecords");
        Verb unknown = rig.verb("campaign", "declare", "peace", "--approver", first.toString());
        assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
        assertThat(unknown.complaint()).isEqualTo("no-route: The vocabulary names no such event.");
        Verb missing = rig.verb(
                "campaign",
                "declare",
                "screening-ended",
                "--approver",
                home.resolve("no").toString());
        assertThat(missing.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(missing.complaint()).isEqualTo("`" + home.resolve("no") + "` cannot be read.");
    }

    /// As the help of `campaign declare` shows it.
    private static Path token(String file, String staff, String unit) throws IOException {
        Verb verb = rig.verb(
                "dev",
                "token",
                "--role",
                "operator",
                "--org",
                "city-command",
                "--staff",
                staff,
                "--claim",
                "unit=" + unit,
                "--purpose",
                "operations");
        assertThat(verb.exit()).isZero();
        return Files.writeString(home.resolve(file), verb.out());
    }

    @Test
    void doctor_namesEveryPart() throws Exception {
        Verb verb = rig.verb("doctor");
        assertThat(verb.exit()).as(verb.out()).isZero();
        assertThat(verb.out().lines().map(line -> line.strip().split("  +", -1)[0]))
                .contains("part", "state", "key custodian", "audit log", "clocks", "policies", "witness");
        Value report = OfflineVerbsTest.json(rig.verb("doctor", "--json"));
        assertThat(OfflineVerbsTest.keys(report)).containsExactly("sound", "checks");
        assertThat(Json.items(report, "checks"))
                .allSatisfy(check -> assertThat(OfflineVerbsTest.keys(check)).containsExactly("part", "state", "says"));
    }

    @Test
    void token_opensWhatItsRoleMaySee() {
        Verb clerk = rig.verb("dev", "token", "--role", "clerk", "--org", "pharmacy-group", "--purpose", "supply.mask");
        assertThat(clerk.exit()).isZero();
        assertThat(clerk.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
        assertThat(rig.data(
                                "GET",
                                "/mask-booking/api/bookings/none",
                                clerk.out().strip(),
                                "")
                        .status())
                .isNotIn(401, 403);
        Verb useless = rig.verb("dev", "token", "--role", "clerk", "--org", "pharmacy-group");
        assertThat(useless.exit()).isEqualTo(Exit.USAGE);
        assertThat(useless.complaint())
                .isEqualTo("`--purpose` is missing; a token of `clerk` without one opens nothing.");
        Verb unknown = rig.verb("dev", "token", "--role", "clark", "--purpose", "supply.mask");
        assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
        assertThat(unknown.complaint())
                .startsWith("`clark` is no role of ")
                .contains("vocabulary.yaml")
                .contains("`clerk`");
    }

    @Test
    void clock_isShownAndMovedForward() throws Exception {
        assertThat(rig.verb("dev", "clock").out()).matches("now: 2020-02-\\S+Z\nmode: dev\n");
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(rig.verb("dev", "clock", "--json"))))
                .containsExactly("now", "mode");
        Verb moved = rig.verb("dev", "clock", "advance", "PT1M", "--json");
        assertThat(moved.exit()).isZero();
        assertThat(OfflineVerbsTest.keys(OfflineVerbsTest.json(moved)))
                .containsExactly("now", "destroyed", "erased", "overdueKeys", "overdueRecords");
        Verb back = rig.verb("dev", "clock", "advance", "PT-1H");
        assertThat(back.exit()).isEqualTo(Exit.USAGE);
        assertThat(back.complaint()).contains("the clock moves forward only");
    }

    @ParameterizedTest
    @CsvSource({
        "retention status, auditor, 3, role-not-allowed: This address is for the role `operator`.",
        "doctor, clerk, 3, role-not-allowed: This address is for the role `operator`.",
        "audit query, operator, 3, role-not-allowed: This address is for the role `auditor`.",
        "audit prove 0, none, 3, no-caller: The token does not hold: token-malformed.",
    })
    void credential_ofAnotherRole_isRefused(String words, String role, int exit, String complaint) throws IOException {
        String token = switch (role) {
            case "auditor" -> rig.auditor();
            case "operator" -> rig.operator();
            case "clerk" -> rig.staff("clerk", "pharmacy-group", "supply.mask");
            default -> "one-part";
        };
        Path file = Files.writeString(home.resolve("credential"), token + "\n");
        String[] all = (words + " --token-file " + file).split(" ", -1);
        Verb verb = rig.verb(all);
        assertThat(verb.exit()).isEqualTo(exit);
        assertThat(verb.complaint()).isEqualTo(complaint);
        assertThat(verb.err())
                .contains("\nhelp: the credential is that of --token-file")
                .doesNotContain(token);
    }

    @Test
    void admin_isReachedByAddressAndAuthority() throws IOException {
        Path token = Files.writeString(home.resolve("operator"), rig.operator());
        String admin = rig.gateway().admin().toString();
        Verb fine = Verb.run(
                "doctor",
                "--admin",
                admin,
                "--token-file",
                token.toString(),
                "--trust",
                GatewayRig.KEYS.resolve("ca.pem").toString());
        assertThat(fine.exit()).as(fine.err()).isZero();
        Verb untrusted = Verb.run("doctor", "--admin", admin, "--token-file", token.toString());
        assertThat(untrusted.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(untrusted.complaint())
                .isEqualTo("The certificate of " + admin
                        + " is not trusted; name the PEM file of its authority with --trust.");
        Verb noFile = Verb.run("doctor", "--admin", admin, "--token-file", token.toString(), "--trust", "no.pem");
        assertThat(noFile.complaint()).isEqualTo("`no.pem` cannot be read.");
    }
}
