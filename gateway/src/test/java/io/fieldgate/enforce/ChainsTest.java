package io.fieldgate.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.FieldType.Level;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.transform.form.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms of several links through the judge and back: what the app holds, what the record says, what is shown.
class ChainsTest {

    private static final FieldType ADDRESS = Registers.type("geo.address", Level.SENSITIVE, "length 4 200");
    private static final String SENT = "深圳市南山区科技园路1号";
    private static final Form SEALED = chain(Registers.DISTRICT, Registers.SEALED);

    @TempDir
    Path directory;

    private static Form chain(Form... forms) {
        List<Form.Link> links = new ArrayList<>();
        for (Form form : forms) {
            links.addAll(form.links());
        }
        return new Form("chain", links);
    }

    private Gate gate(Form stored, Form shown) {
        return new Gate(Registers.probe(ADDRESS, stored, shown), directory);
    }

    private static Decision taken(Gate gate, String address) {
        return gate.take("{\"idNo\":\"11010519491231002X\",\"probe\":\"" + address + "\"}");
    }

    private static Map<String, Act> acts(Decision decision) {
        return Gate.acts(((Decision.Forward) decision).decisions());
    }

    private static String shown(Gate gate, String stored) {
        String record = "{\"id\":\"" + Gate.RECORD + "\"," + stored.substring(1);
        return gate.shown(gate.route("GET /api/probes/{id}"), record, gate.guard())
                .replace("\"id\":\"" + Gate.RECORD + "\"", "");
    }

    @Test
    void cutThenSealed_servesAndOpensToTheDistrict() {
        try (Gate gate = gate(SEALED, Registers.DISTRICT)) {
            Decision decision = taken(gate, SENT);
            assertThat(decision).isInstanceOf(Decision.Forward.class);
            assertThat(acts(decision)).containsEntry("probe", Act.ENCRYPTED);
            String stored = gate.stored(decision);
            assertThat(stored).contains("\"probe\":\"fg1.").doesNotContain("深圳");
            assertThat(shown(gate, stored)).isEqualTo("{,\"probe\":\"广东省深圳市南山区\"}");
        }
    }

    /// The address was cut before it was sealed, so no form gives more of it.
    @Test
    void cutThenSealed_isNeverShownWhole() {
        assertThat(SEALED.canShow(Registers.PLAIN)).isFalse();
        try (Gate gate = gate(SEALED, Registers.PLAIN)) {
            assertThat(shown(gate, gate.stored(taken(gate, SENT)))).isEqualTo("{}");
        }
    }

    @Test
    void cutThenSealed_refusesBesideAllOtherFaults() {
        try (Gate gate = gate(SEALED, Registers.DISTRICT)) {
            Decision decision = gate.take("{\"idNo\":\"1\",\"probe\":\"某街某号\"}");
            assertThat(((Decision.Refuse) decision).faults())
                    .extracting(Fault::rule)
                    .containsExactlyInAnyOrder("resident-id-shape", "address-district");
        }
    }

    @Test
    void cutThenPseudonym_isTokenizedAndEqualForOneDistrict() {
        try (Gate gate = gate(chain(Registers.DISTRICT, Registers.PSEUDONYM), Registers.PLAIN)) {
            Decision decision = taken(gate, SENT);
            assertThat(acts(decision)).containsEntry("probe", Act.TOKENIZED);
            assertThat(gate.stored(decision)).isEqualTo(gate.stored(taken(gate, "广东深圳南山区别的路2号")));
        }
    }

    /// The whole address goes out, so the record does not say that anything was taken away.
    @Test
    void normalisedAlone_isKept() {
        Form normalised = Registers.form("normalised", "cn-address-normalise", Map.of());
        try (Gate gate = gate(normalised, Registers.DISTRICT)) {
            Decision decision = taken(gate, SENT);
            assertThat(acts(decision)).containsEntry("probe", Act.KEPT);
            assertThat(gate.stored(decision)).contains("广东省深圳市南山区科技园路1号");
        }
    }

    /// A register that says so in its files: the app holds a token, the person himself sees what it opens to.
    @Test
    void registerWithASealedDistrict_servesAndShowsItsOwner() throws IOException {
        Path policies = Files.createDirectories(directory.resolve("policies"));
        for (String file : List.of("vocabulary", "campaigns", "invariants", "health-declare")) {
            String text = Files.readString(Path.of("..", "policies", file + ".yaml"));
            Files.writeString(
                    policies.resolve(file + ".yaml"),
                    text.replaceFirst(
                                    "(?m)^forms:.*$",
                                    "forms:\n  sealed-district:\n    chain:\n      - cn-address-normalise\n"
                                            + "      - use: cut\n        after: district\n      - aead\n    undo: no")
                            .replace("as: [encrypted, district]", "as: [encrypted, district, sealed-district]")
                            .replace("as: district", "as: sealed-district"));
        }
        PolicySnapshot snapshot = PolicyFiles.load(policies, Gate.START, Lints.STANDARD);
        assertThat(snapshot.diagnostics()).as("diagnostics").noneMatch(Diagnostic::blocks);
        try (Gate gate = new Gate(snapshot.app("health-declare").orElseThrow(), directory)) {
            String stored = gate.stored(
                    MinimizerTest.DECLARATION.replaceFirst("}$", ",\"photo\":\"" + Pictures.base64Jpeg() + "\"}"));
            assertThat(stored).doesNotContain("深圳");
            Route one = gate.route("GET /api/declarations/{id}");
            String data = "{\"data\":{\"id\":\"" + Gate.RECORD + "\"," + stored.substring(1) + "}";
            assertThat(gate.shown(one, data, gate.self("11010519491231002X")))
                    .contains("\"address\":\"广东省深圳市南山区\"")
                    .doesNotContain("科技园");
            assertThat(gate.shown(one, data, gate.doctor("440305"))).contains("13800138000");
            assertThat(gate.shown(one, data, gate.doctor("440304"))).isEqualTo("no such record");
        }
    }
}
