package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scenes with their own registers: who sees what of a health code, reading in bulk over two apps, tips about a unit
/// and who may write a test's result.
class AcceptanceTest {
    private static final Path MATRIX = Path.of("src", "test", "resources", "acceptance", "health-code.txt");
    private static final String ACCUSED = "91350100M000100Y43";
    private static final String ID = "550e8400-e29b-41d4-a716-446655440001";
    private static final String UNKNOWN = "550e8400-e29b-41d4-a716-446655440009";
    private static final String CDC = "as:cdc-1:cdc-officer:city-cdc:epi.trace:case=C-2020-7:unit=east";
    private static final String SAID = "Fieldgate-Case: D-2020-7\r\nFieldgate-Reason: call-back\r\n";
    private static final String CODE =
            "{\"idNo\":\"" + KnownCallers.LI + "\",\"name\":\"李四四\",\"mobile\":\"13800138000\","
                    + "\"address\":\"北京市朝阳区建国路88号\",\"temperature\":38.4,\"colour\":\"red\",\"caseNo\":\"C-2020-7\"}";

    @TempDir
    Path folder;

    private final Map<Integer, String> places = new HashMap<>(); // as the app holds them

    private ProxyRig rig(String... registers) throws IOException {
        return rig(Acceptance.registers(folder.resolve("policies"), registers), registers);
    }

    private ProxyRig rig(Path policies, String... registers) {
        ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies);
        for (String register : registers) {
            assertThat(rig.policies.app(register))
                    .as(rig.policies.diagnostics().toString())
                    .isPresent();
        }
        return rig;
    }

    private static String id(int number) {
        return "550e8400-e29b-41d4-a716-4466%08d".formatted(number);
    }

    /// @return what the app holds of it
    private static String taken(ProxyRig rig, String caller, String path, String id, String body) {
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + id + "\"}"));
        RawClient.Got got = rig.json(caller, "POST", path, body);
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        return rig.backend.lastBody().replaceFirst("\\{", "{\"id\":\"" + id + "\",");
    }

    private static RawClient.Got read(ProxyRig rig, String caller, String target, String headers) {
        return rig.send("GET " + target + " HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + headers + "\r\n");
    }

    private static String shown(RawClient.Got got) {
        return got.status() + " " + (got.status() == 200 ? got.body() : got.problem());
    }

    private static String bytes(RawClient.Got got) {
        return got.toString().replaceAll("[0-9A-Z]{26}", "-");
    }

    /// Each cell as it comes back, and whether a leaf says that it was shown or denied.
    @Test
    void oneRecord_isShownAsTheMatrixSays() throws IOException {
        try (ProxyRig rig = rig("health-code")) {
            String stored = taken(rig, "li", "/health-code/api/codes", ID, CODE);
            stored = stored.replaceFirst("\\{", "{\"homeAddress\":\"建国路88号\",\"note\":{\"free\":1},");
            List<String> lines = new ArrayList<>();
            for (String reader : new String[] {
                "gate-guard:community-office:epi.status",
                "gate-guard:community-office:marketing",
                "gate-guard:community-office:",
                "community-worker:community-office:epi.status:region=110105",
                "community-worker:community-office:epi.status:region=440306",
                "community-worker:community-office:epi.status",
                "case-doctor:district-hospital:epi.treat:case=C-2020-7",
                "case-doctor:district-hospital:epi.treat:case=C-2020-8",
                "case-doctor:district-hospital:epi.status:case=C-2020-7",
                "cdc-officer:city-cdc:epi.trace:case=C-2020-7",
                "cdc-officer:city-cdc:epi.trace",
                "operations-staff:hosting-firm:epi.status",
                "clerk:pharmacy-group:supply.mask",
                "face-matcher:city-id-service:epi.status",
                "li",
                "wang",
                ""
            }) {
                String caller = reader.contains(":") ? "as:reader:" + reader : reader;
                int leaves = rig.leaves().size();
                rig.backend.always(ScriptedBackend.json(200, "{\"booking\":" + stored + "}"));
                String one = shown(read(rig, caller, "/health-code/api/codes/" + ID, ""));
                rig.backend.always(ScriptedBackend.json(200, "{\"items\":[" + stored + "]}"));
                String list = shown(read(rig, caller, "/health-code/api/codes", ""));
                List<String> kinds = rig.leaves().subList(leaves, rig.leaves().size()).stream()
                        .map(leaf -> leaf.replaceFirst(".*\"kind\":\"([a-z.]+)\".*", "$1"))
                        .toList();
                lines.add((reader.isEmpty() ? "public" : reader) + "\n  one:  " + one + "\n  list: " + list
                        + "\n  log:  " + String.join(" ", kinds));
            }
            String seen = String.join("\n", lines).replaceAll("fg1\\.[A-Za-z0-9_-]+", "<sealed>") + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(MATRIX, seen);
            }
            assertThat(seen).isEqualTo(Files.readString(MATRIX, UTF_8)).doesNotContain("homeAddress", "88号", "note");
        }
    }

    /// A worker of another region, a doctor of another case and somebody else get what they would of an app that has
    /// nothing.
    @ParameterizedTest
    @CsvSource({
        "as:reader:community-worker:community-office:epi.status:region=440306",
        "as:reader:case-doctor:district-hospital:epi.treat:case=C-2020-8",
        "wang"
    })
    void otherRegionOrCase_looksLikeNothing(String caller) throws IOException {
        try (ProxyRig rig = rig("health-code")) {
            String stored = taken(rig, "li", "/health-code/api/codes", ID, CODE);
            rig.backend.always(ScriptedBackend.json(200, "{\"items\":[" + stored + "]}"));
            RawClient.Got hidden = read(rig, caller, "/health-code/api/codes", "");
            rig.backend.always(ScriptedBackend.json(200, "{\"items\":[]}"));
            assertThat(bytes(hidden)).isEqualTo(bytes(read(rig, caller, "/health-code/api/codes", "")));
            rig.backend.always(ScriptedBackend.json(200, "{\"booking\":" + stored + "}"));
            RawClient.Got one = read(rig, caller, "/health-code/api/codes/" + ID, "");
            rig.backend.always(ScriptedBackend.json(404, ""));
            assertThat(bytes(one)).isEqualTo(bytes(read(rig, caller, "/health-code/api/codes/" + UNKNOWN, "")));
        }
    }

    /// What nobody may be shown for money cannot be written down.
    @Test
    void registerThatGrantsMarketing_isNotMounted() throws IOException {
        Path policies = Acceptance.registers(folder.resolve("policies"), "health-code");
        Path file = policies.resolve("health-code.yaml");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("  - role: gate-guard\n    for: epi.status", "  - role: gate-guard\n    for: marketing"));
        ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies);
        try (rig) {
            assertThat(rig.policies.app("health-code")).isEmpty();
            assertThat(rig.policies.diagnostics().toString()).contains("marketing");
        }
    }

    /// 125 health codes and twelve places weigh 0.49, one place more is the line; what was seen before weighs nothing.
    @ParameterizedTest
    @CsvSource({"alert, 200", "step-up, approval-required", "block, over-limit"})
    void healthAndTraces_areOneSum(String then, String outcome) throws IOException {
        Path policies = Acceptance.registers(folder.resolve("policies"), "health-code", "trace");
        Path vocabulary = policies.resolve("vocabulary.yaml");
        Files.writeString(
                vocabulary,
                Files.readString(vocabulary)
                        .replace("then: alert", "then: " + then)
                        .replace("per-client: 100 per minute", "per-client: 100000 per minute"));
        for (String register : new String[] {"health-code", "trace"}) {
            Path file = policies.resolve(register + ".yaml");
            Files.writeString(
                    file,
                    Files.readString(file).replace("per-client: 100 per minute", "per-client: 100000 per minute"));
        }
        try (ProxyRig rig = rig(policies, "health-code", "trace")) {
            for (int i = 0; i < 125; i++) {
                assertThat(codeOfPerson(rig, i)).as("health code " + i).isEqualTo("200");
            }
            for (int i = 0; i < 12; i++) {
                assertThat(place(rig, i)).isEqualTo("200");
                assertThat(place(rig, i)).as("again").isEqualTo("200");
            }
            assertThat(alarms(rig)).as("0.49").isEmpty();
            assertThat(place(rig, 12)).isEqualTo(outcome);
            assertThat(alarms(rig)).singleElement().asString().contains("\"rule\":\"legal-scale\"", "\"id\":\"cdc-1\"");
            assertThat(place(rig, 3)).as("seen before").isEqualTo("200");
        }
    }

    /// Taken of a person of his own, and read by the officer.
    private static String codeOfPerson(ProxyRig rig, int number) {
        String idNo = KnownCallers.numbered(200 + number);
        String own = CODE.replace(KnownCallers.LI, idNo);
        String stored = taken(rig, "person:" + idNo, "/health-code/api/codes", id(number), own);
        rig.backend.always(ScriptedBackend.json(200, "{\"booking\":" + stored + "}"));
        RawClient.Got got = read(rig, CDC, "/health-code/api/codes/" + id(number), "");
        return got.status() == 200 ? "200" : got.problem();
    }

    private String place(ProxyRig rig, int number) {
        String point = "{\"place\":\"39.%05d,116.40739\"}".formatted(number);
        String stored =
                places.computeIfAbsent(number, _ -> taken(rig, "li", "/trace/api/places", id(1000 + number), point));
        rig.backend.always(ScriptedBackend.json(200, "{\"booking\":" + stored + "}"));
        RawClient.Got got = read(rig, CDC, "/trace/api/places/" + id(1000 + number), "");
        return got.status() == 200 ? "200" : got.problem();
    }

    private static List<String> alarms(ProxyRig rig) {
        return rig.leaves().stream()
                .filter(leaf -> leaf.contains("\"kind\":\"alert\""))
                .toList();
    }

    private static String tipStaff(String id, String role, String unit) {
        return "as:" + id + ":" + role + ":tip-office:gov.tip:unit=" + unit;
    }

    /// A tip about a unit: its own people never hear of it, another unit's handler reads the text, and the contact is
    /// seen by an unsealer with a second person of another unit, for ten minutes.
    @Test
    void tip_isForThoseItIsNotAbout_andTheContactForTwo() throws IOException {
        try (ProxyRig rig = rig("tips")) {
            String tip = "{\"unit\":\"" + ACCUSED
                    + "\",\"story\":\"sells masks at ten times the price\",\"contact\":\"13800138000\"}";
            String stored = taken(rig, "li", "/tips/api/tips", ID, tip);
            String target = "/tips/api/tips/" + ID;
            String accused = tipStaff("h-1", "handler", ACCUSED);
            String assigned = tipStaff("h-2", "handler", "12110000E00000001M");
            String unsealer = tipStaff("u-1", "unsealer", "12110000E00000001M");
            String second = tipStaff("u-2", "unsealer", "91110000MA00000240");
            rig.backend.always(ScriptedBackend.json(404, ""));
            RawClient.Got unknown = read(rig, accused, "/tips/api/tips/" + UNKNOWN, "");
            rig.backend.always(ScriptedBackend.json(200, "{\"booking\":" + stored + "}"));
            RawClient.Got hidden = read(rig, accused, target, "");
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(bytes(hidden)).isEqualTo(bytes(unknown));
            RawClient.Got text = read(rig, assigned, target, "");
            assertThat(text.body()).contains("sells masks").doesNotContain("contact", "13800138000", ACCUSED);

            RawClient.Got alone = read(rig, unsealer, target, SAID);
            assertThat(alone.status()).isEqualTo(403);
            assertThat(alone.problem()).isEqualTo("second-person");
            String wish =
                    "{\"act\":\"reveal\",\"object\":\"" + ID + "\",\"case\":\"D-2020-7\",\"reason\":\"call-back\"}";
            RawClient.Got asked = rig.json(unsealer, "POST", "/tips/.fieldgate/asks", wish);
            assertThat(asked.status()).as(asked.body()).isEqualTo(201);
            String ask = "{\"ask\":\"" + asked.body().split("\"ask\":\"", -1)[1].split("\"", -1)[0] + "\"}";
            String colleague = tipStaff("u-3", "unsealer", "12110000E00000001M");
            for (String nobody : new String[] {unsealer, colleague}) {
                RawClient.Got no = rig.json(nobody, "POST", "/tips/.fieldgate/approvals", ask);
                assertThat(no.status()).isEqualTo(403);
                assertThat(no.problem()).isEqualTo("second-person");
            }
            assertThat(rig.json(second, "POST", "/tips/.fieldgate/approvals", ask)
                            .status())
                    .isEqualTo(201);
            RawClient.Got contact = read(rig, unsealer, target, SAID);
            assertThat(contact.body()).contains("\"contact\":\"13800138000\"").doesNotContain("sells masks", ACCUSED);
            assertThat(rig.leaves().getLast())
                    .contains("\"id\":\"u-1\"", "\"id\":\"u-2\"", "\"case\":\"D-2020-7\"", "\"reason\":\"call-back\"")
                    .doesNotContain("13800138000");
            rig.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
            RawClient.Got late = read(rig, unsealer, target, SAID);
            assertThat(late.status()).isEqualTo(403);
            assertThat(late.problem()).isEqualTo("second-person");
        }
    }

    /// An unsealer of the accused unit opens nothing even with a second person, and is answered as of no record.
    @Test
    void tip_isClosedToItsOwnUnit_alsoWithASecondPerson() throws IOException {
        try (ProxyRig rig = rig("tips")) {
            String tip = "{\"unit\":\"" + ACCUSED + "\",\"story\":\"x\",\"contact\":\"13800138000\"}";
            String stored = taken(rig, "li", "/tips/api/tips", ID, tip);
            String own = tipStaff("u-1", "unsealer", ACCUSED);
            String wish =
                    "{\"act\":\"reveal\",\"object\":\"" + ID + "\",\"case\":\"D-2020-7\",\"reason\":\"call-back\"}";
            String ask = rig.json(own, "POST", "/tips/.fieldgate/asks", wish)
                    .body()
                    .split("\"ask\":\"", -1)[1]
                    .split("\"", -1)[0];
            String second = tipStaff("u-2", "unsealer", "91110000MA00000240");
            rig.json(second, "POST", "/tips/.fieldgate/approvals", "{\"ask\":\"" + ask + "\"}");
            rig.backend.always(ScriptedBackend.json(200, "{\"booking\":" + stored + "}"));
            RawClient.Got got = read(rig, own, "/tips/api/tips/" + ID, SAID);
            assertThat(got.problem()).isEqualTo("no-record");
        }
    }

    /// A result is the laboratory's word: not even the person himself writes his own.
    @Test
    void result_isWrittenByTheLaboratoryAlone() throws IOException {
        try (ProxyRig rig = rig("results")) {
            String own = "{\"idNo\":\"" + KnownCallers.LI + "\",\"naat\":\"NEGATIVE\"}";
            RawClient.Got citizen = rig.json("li", "POST", "/results/api/results", own);
            assertThat(citizen.status()).isEqualTo(403);
            assertThat(citizen.problem()).isEqualTo("role-not-allowed");
            assertThat(rig.backend.received()).isEmpty();
            taken(rig, "as:lab-1:lab:laboratory:epi.test", "/results/api/results", ID, own);
        }
    }
}
