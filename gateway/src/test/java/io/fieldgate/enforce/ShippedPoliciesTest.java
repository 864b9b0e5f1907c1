package io.fieldgate.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Shape;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files in `policies/`, compiled, judged with real keys: what the app gets and what each role reads back.
class ShippedPoliciesTest {

    private static final String FACE = Pictures.base64Jpeg();
    private static final String DECLARATION =
            MinimizerTest.DECLARATION.substring(0, MinimizerTest.DECLARATION.length() - 1) + ",\"photo\":\"" + FACE
                    + "\"}";

    @TempDir
    Path directory;

    private Gate gate(String name) {
        PolicySnapshot snapshot = PolicyFiles.load(Path.of("..", "policies"), Gate.START, Lints.STANDARD);
        assertThat(snapshot.diagnostics()).as("diagnostics").noneMatch(diagnostic -> diagnostic.blocks());
        AppPolicy app = snapshot.app(name).orElseThrow();
        return new Gate(app, directory);
    }

    private static String answered(String stored) {
        return "{\"id\":\"" + Gate.RECORD
                + "\",\"receivedAt\":\"2020-02-20T10:00:00+08:00\",\"status\":\"received\",\"homeAddress\":\"x\","
                + stored.substring(1);
    }

    @Test
    void healthDeclare_readsBackByRoleAndPurpose() {
        try (Gate gate = gate("health-declare")) {
            String stored = gate.stored(DECLARATION);
            assertThat(stored)
                    .contains("广东省深圳市南山区")
                    .doesNotContain("张三", "11010519491231002", "13800138000", "36.8", "科技园", FACE, "60+");
            Route one = gate.route("GET /api/declarations/{id}");
            String data = "{\"data\":" + answered(stored) + "}";
            String head = "\"id\":\"" + Gate.RECORD
                    + "\",\"receivedAt\":\"2020-02-20T10:00:00+08:00\",\"status\":\"received\",";
            assertThat(gate.shown(one, data, gate.guard()))
                    .isEqualTo("{\"data\":{" + head
                            + "\"person\":{\"name\":\"张**\"},\"health\":{\"temperature\":\"normal\"}}}");
            assertThat(gate.shown(one, data, gate.doctor("440305")))
                    .isEqualTo(
                            "{\"data\":{" + head
                                    + "\"person\":{\"name\":\"张三\",\"mobile\":\"13800138000\",\"ageBand\":\"60+\"},\"health\":{\"temperature\":36.8}}}");
            assertThat(gate.shown(one, data, gate.doctor("440304"))).isEqualTo("no such record");
            assertThat(gate.shown(one, data, gate.staff("face-matcher", "entry-registration", Map.of())))
                    .contains("\"photo\":\"")
                    .doesNotContain("张");
            assertThat(gate.shown(one, data, gate.self("11010519491231002X")))
                    .contains("张三", "13800138000", "36.8", "广东省深圳市南山区", "4201", "60+")
                    .doesNotContain("photo", "homeAddress");
            assertThat(gate.shown(one, data, gate.nobody()))
                    .isEqualTo("{\"data\":{" + head.substring(0, head.length() - 1) + "}}");
        }
    }

    @Test
    void healthKit_keepsNoFaceAndDiesAtMidnight() {
        try (Gate gate = gate("beijing-healthkit")) {
            String sent = "{\"idNo\":\"110101199003071233\",\"face\":\"" + FACE + "\"}";
            Shape json = sentShape(gate);
            Decision first = gate.take(Gate.read(sent, json), Map.of());
            assertThat(first).as(first::toString).isInstanceOf(Decision.Ask.class);
            int slot = ((Decision.Ask) first).questions().getFirst().slot();
            String stored = gate.stored(gate.take(Gate.read(sent, json), Map.of(slot, "same")));
            assertThat(stored).contains("\"match\":\"same\"").doesNotContain("face", "110101199003071233");
            String record =
                    "{\"id\":\"" + Gate.RECORD + "\",\"colour\":\"green\",\"name\":\"张三\"," + stored.substring(1);
            Route one = gate.route("GET /api/checks/{id}");
            assertThat(gate.shown(one, record, gate.staff("gate-guard", "epi.status.self", Map.of())))
                    .contains("green", "张**", "11**************33")
                    .doesNotContain("same");
            gate.at("2020-02-20T15:59:59Z");
            assertThat(gate.shown(one, record, gate.self("110101199003071233"))).contains("110101199003071233");
            gate.at("2020-02-20T16:00:00Z");
            gate.live.clear();
            assertThat(gate.shown(one, record, gate.self("110101199003071233"))).isEqualTo("gone");
            assertThat(gate.shown(one, record, gate.staff("gate-guard", "epi.status.self", Map.of())))
                    .isEqualTo("gone");
        }
    }

    /// The kit's face is a part; here it stands in the JSON, for this room reads no multipart.
    private static Shape sentShape(Gate gate) {
        Shape.Builder shape = Shape.root();
        for (Shape.Place place : gate.taking().request().body().places()) {
            boolean part = !place.path().origin().isPointer();
            shape.slot(
                    place.slot(),
                    part ? io.fieldgate.document.FieldPath.record("face") : place.path(),
                    place.kind(),
                    place.maxChars());
        }
        return shape.build();
    }

    @Test
    void maskBooking_forwardsTheAgeBandAndNotTheNumber() {
        try (Gate gate = gate("mask-booking")) {
            String stored = gate.stored(
                    "{\"idNo\":\"110101199003071233\",\"mobile\":\"13800138000\",\"name\":\"张三\",\"hukou\":\"x\",\"store\":7}");
            assertThat(stored)
                    .contains("\"seniority\":\"18-59\"", "\"store\":7")
                    .doesNotContain("110101199003071233", "13800138000", "张三", "hukou");
            Route one = gate.route("GET /api/bookings/{id}");
            String booking = "{\"booking\":{\"id\":\"" + Gate.RECORD + "\",\"number\":12," + stored.substring(1) + "}";
            assertThat(gate.shown(one, booking, gate.staff("clerk", "supply.mask", Map.of())))
                    .contains("********000", "\"number\":12")
                    .doesNotContain("13800138000", "18-59");
            assertThat(gate.shown(one, booking, gate.self("110101199003071233")))
                    .contains("13800138000", "18-59");
            assertThat(gate.shown(one, booking, gate.self("11010519491231002X")))
                    .isEqualTo("no such record");
        }
    }
}
