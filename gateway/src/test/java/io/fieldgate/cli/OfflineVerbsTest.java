package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.GatewayRig;
import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Verbs that need no gateway, and what the others say without one.
class OfflineVerbsTest {
    private static final String THEN = "2020-02-20T10:00:00+08:00";

    @TempDir
    private Path folder;

    private Path policies = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        policies = Files.createDirectories(folder.resolve("policies"));
        try (Stream<Path> files = Files.list(GatewayRig.ROOT.resolve("policies"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, policies.resolve(String.valueOf(file.getFileName())));
            }
        }
    }

    private void misspell() throws IOException {
        Path file = policies.resolve("mask-booking.yaml");
        Files.writeString(file, Files.readString(file).replace("type: cn.mobile", "type: cn.mobil"));
    }

    @Test
    void check_countsAndIsFine() {
        Verb verb = Verb.run("policy", "check", policies.toString(), "--now", THEN);
        assertThat(verb.exit()).isZero();
        assertThat(verb.err()).isEqualTo(policies + ": 0 errors, 2 warnings\n");
        assertThat(verb.out()).contains("FG-MIN-07").contains("FG-BIO-02");
    }

    @Test
    void check_showsAMistakeWithItsPlaceAndAWayOut() throws IOException {
        misspell();
        Path file = policies.resolve("mask-booking.yaml");
        Verb verb = Verb.run("policy", "check", file.toString(), "--now", THEN);
        assertThat(verb.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(verb.out())
                .containsPattern("\n +--> " + file + ":\\d+:11\n") // an editor can jump there
                .contains("type: cn.mobil\n")
                .contains("^")
                .contains("cn.mobile");
        assertThat(verb.err()).isEqualTo(file + ": 1 error, 0 warnings\n");
        Verb chinese = Verb.run("policy", "check", file.toString(), "--now", THEN, "--lang", "zh");
        assertThat(chinese.out()).contains("类型");
        assertThat(chinese.err()).isEqualTo(file + "：1 个错误，0 个警告\n");
    }

    @Test
    void check_ofOneFile_showsWhatClosesItInTheSharedFiles() throws Exception {
        Path vocabulary = policies.resolve("vocabulary.yaml");
        Path own = policies.resolve("mask-booking.yaml");
        Path longer = Files.writeString(policies.resolve("second-mask-booking.yaml"), "policy: [");
        assertThat(Verb.run("policy", "check", own.toString(), "--now", THEN).exit())
                .isZero();
        assertThat(Verb.run("policy", "check", longer.toString(), "--now", THEN).exit())
                .isEqualTo(Exit.FINDINGS);
        Files.writeString(vocabulary, Files.readString(vocabulary).replace("  - gdpr-art9", "  - gdpr-art10"));
        Verb verb = Verb.run("policy", "check", own.toString(), "--now", THEN);
        assertThat(verb.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(verb.out()).containsPattern("\n +--> " + vocabulary + ":\\d+:\\d+\n");
        assertThat(verb.err()).isEqualTo(own + ": 0 errors, 0 warnings\n" + vocabulary + ": 1 error, 0 warnings\n");
        Verb report = Verb.run("policy", "check", own.toString(), "--json", "--now", THEN);
        assertThat(Json.items(json(report), "diagnostics"))
                .anyMatch(one -> Json.string(one, "file").equals(Optional.of(vocabulary.toString())));
        Files.delete(vocabulary);
        assertThat(Verb.run("policy", "check", own.toString(), "--now", THEN).exit())
                .isEqualTo(Exit.ENVIRONMENT);
    }

    @Test
    void check_asJson_isOneDocument() throws Exception {
        misspell();
        Verb verb = Verb.run("policy", "check", policies.toString(), policies.toString(), "--json", "--now", THEN);
        assertThat(verb.exit()).isEqualTo(Exit.FINDINGS);
        Value report = json(verb);
        assertThat(keys(report)).containsExactly("errors", "warnings", "diagnostics");
        assertThat(Json.integer(report, "errors")).hasValue(2);
        assertThat(Json.items(report, "diagnostics"))
                .allSatisfy(one -> assertThat(keys(one))
                        .contains(
                                "rule",
                                "severity",
                                "file",
                                "line",
                                "column",
                                "endLine",
                                "endColumn",
                                "message",
                                "help"));
        Verb fine =
                Verb.run("policy", "check", GatewayRig.ROOT.resolve("policies").toString(), "--json", "--now", THEN);
        assertThat(Json.integer(json(fine), "errors")).hasValue(0);
    }

    @Test
    void check_ofWhatIsNotThere() throws IOException {
        Verb missing = Verb.run("policy", "check", folder.resolve("none.yaml").toString());
        assertThat(missing.exit()).isEqualTo(Exit.USAGE);
        assertThat(missing.complaint()).isEqualTo("`" + folder.resolve("none.yaml") + "` does not exist.");
        Path alone = Files.copy(policies.resolve("mask-booking.yaml"), folder.resolve("alone.yaml"));
        Verb lonely = Verb.run("policy", "check", alone.toString());
        assertThat(lonely.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(lonely.complaint())
                .isEqualTo("`" + alone
                        + "` lies beside no vocabulary.yaml; a policy file is checked together with its folder.");
    }

    @Test
    void explain_namesTheLineThatDecides() throws Exception {
        String[] words = {
            "policy", "explain", "mask-booking", "/mobile", "--policies", policies.toString(), "--now", THEN
        };
        Verb verb = Verb.run(words);
        assertThat(verb.exit()).isZero();
        assertThat(verb.out()).contains("mask-booking.yaml:").contains("^");
        String[] more = Stream.concat(Stream.of(words), Stream.of("--role", "clerk", "--for", "supply.mask", "--json"))
                .toArray(String[]::new);
        Value report = json(Verb.run(more));
        assertThat(keys(report)).containsExactly("app", "place", "decisions");
        assertThat(Json.items(report, "decisions"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(keys(one)).containsExactly("says", "file", "line"));
    }

    @Test
    void explain_ofARule() throws Exception {
        Verb verb = Verb.run("policy", "explain", "FG-RET-02");
        assertThat(verb.exit()).isZero();
        assertThat(verb.out())
                .startsWith("error[FG-RET-02]: `")
                .contains("^^^^\n")
                .contains(" = help: ")
                .doesNotContain("…")
                .doesNotContain("{0}");
        assertThat(Verb.run("policy", "explain", "FG-RET-02", "--lang", "zh").out())
                .startsWith("错误[FG-RET-02]：`");
        assertThat(keys(json(Verb.run("policy", "explain", "FG-RET-02", "--json"))))
                .containsExactly("rule", "says");
        Verb none = Verb.run("policy", "explain", "FG-XYZ-01");
        assertThat(none.exit()).isEqualTo(Exit.USAGE);
        assertThat(none.complaint()).startsWith("`FG-XYZ-01` is no rule of this version");
    }

    @Test
    void explain_ofWhatIsNotThere() throws IOException {
        String folderOption = "--policies=" + policies;
        assertThat(Verb.run("policy", "explain", "mask-booking", "mobile", folderOption, "--now", THEN)
                        .complaint())
                .startsWith("Name a place: ");
        assertThat(Verb.run("policy", "explain", "mask-boking", "/mobile", folderOption)
                        .exit())
                .isEqualTo(Exit.USAGE);
        assertThat(Verb.run("policy", "explain", "mask-booking", "/mobile", "--policies=" + folder.resolve("no"))
                        .complaint())
                .endsWith("is no folder; name that of the policies with --policies.");
        misspell();
        Verb broken = Verb.run("policy", "explain", "mask-booking", "/mobile", folderOption, "--now", THEN);
        assertThat(broken.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(broken.complaint()).contains("has mistakes").contains("fieldgate policy check");
    }

    @Test
    void config_namesEachOrigin() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), "node: n7\ndata:\n  listen: 127.0.0.1:18443\n");
        String[] words = {"config", "--config", file.toString(), "--set", "audit.pace=PT1S"};
        Verb verb = Verb.run(words);
        assertThat(verb.exit()).isZero();
        assertThat(verb.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "key value origin",
                        "node n7 gateway.yaml:1:7",
                        "data.listen 127.0.0.1:18443 gateway.yaml:3:11",
                        "audit.pace PT1S flag --set audit.pace",
                        "tenant.slot 1 default");
        Value rows = json(
                Verb.run(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new)));
        assertThat(Json.items(rows)).allSatisfy(row -> assertThat(keys(row)).containsExactly("key", "value", "origin"));
        assertThat(Json.items(json(Verb.run("config", "--keys", "--json"))))
                .hasSameSizeAs(SettingKey.STANDARD)
                .allSatisfy(row -> assertThat(keys(row)).containsExactly("key", "default", "environment", "meaning"));
    }

    @Test
    void config_thatIsWrong_isSaidWithItsPlace() throws IOException {
        Path file =
                Files.writeString(folder.resolve("gateway.yaml"), "nod: n7\napps:\n  a:\n    upstraem: https://x\n");
        Verb verb = Verb.run("config", "--config", file.toString());
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.err())
                .contains("gateway.yaml:1:1: `nod` is no setting; did you mean `node`?")
                .contains("gateway.yaml:4:5: `apps.a.upstraem` is no setting.");
        assertThat(Verb.run("config", "--config", folder.resolve("no.yaml").toString())
                        .complaint())
                .isEqualTo(
                        "`" + folder.resolve("no.yaml") + "` does not exist; name a configuration file with --config.");
        Verb flag = Verb.run("config", "--set", "foldr=x");
        assertThat(flag.exit()).isEqualTo(Exit.USAGE);
        assertThat(flag.complaint())
                .isEqualTo("`foldr` is no setting; did you mean `folder`? `fieldgate config --keys` lists them all.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit query",
                "audit who --case C-1",
                "audit prove 0",
                "retention status",
                "retention sweep",
                "doctor",
                "erase --case C-1",
                "dev clock",
                "dev clock advance PT1H"
            })
    void verb_withoutAGateway_saysHowToStartOne(String words) {
        String[] all = Stream.concat(Stream.of(words.split(" ", -1)), Stream.of("--set", "folder=" + folder))
                .toArray(String[]::new);
        Verb verb = Verb.fed(GatewayRig.LI + "\n", all);
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.out()).isEmpty();
        assertThat(verb.complaint())
                .startsWith("No dev gateway runs on " + folder + "; start one with `fieldgate dev`.");
    }

    @Test
    void verb_thatReachesNobody_saysWhere() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a.b.c\n");
        Verb verb = Verb.run("doctor", "--admin", "https://127.0.0.1:1", "--token-file", token.toString());
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.complaint()).startsWith("No gateway answers at https://127.0.0.1:1;");
        assertThat(Verb.run("doctor", "--admin", "http://127.0.0.1:9443", "--token-file", token.toString()))
                .isEqualTo(new Verb(
                        Exit.USAGE, "", "fieldgate: `--admin` takes an address such as https://127.0.0.1:9443.\n"));
        Files.writeString(token, "secret words\nand more");
        Verb garbage = Verb.run("doctor", "--admin", "https://127.0.0.1:1", "--token-file", token.toString());
        assertThat(garbage.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(garbage.complaint())
                .isEqualTo("`" + token + "` holds no bearer token: three parts with dots between them.");
    }

    @Test
    void person_whoIsNotNamed_isAskedFor() {
        Verb verb = Verb.run("erase", "--case", "C-1", "--set", "folder=" + folder);
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.complaint()).isEqualTo("No identifier came on standard input.");
    }

    @Test
    void token_beforeTheFirstStart_saysWhatToDo() {
        Verb verb = Verb.run("dev", "token", "--role", "operator", "--set", "folder=" + folder);
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.complaint())
                .startsWith("There is no dev token key in " + folder + " yet; start `fieldgate dev` once");
    }

    @Test
    void verify_ofNoLog() {
        Verb verb = Verb.run("audit", "verify", folder.toString());
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.complaint()).isEqualTo("`" + folder + "` holds no `checkpoint`; name the folder of a log.");
    }

    static Value json(Verb verb) throws NotJson {
        return Json.read(verb.out().getBytes(StandardCharsets.UTF_8)); // trailing text after the document is refused
    }

    static Set<String> keys(Value value) {
        return value instanceof Value.Mapping(Map<String, Value> members) ? members.keySet() : Set.of();
    }

    static List<Value> rows(Verb verb, String name) throws NotJson {
        return Json.items(json(verb), name);
    }
}
