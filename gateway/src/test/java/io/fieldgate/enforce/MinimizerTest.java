package io.fieldgate.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Cell;
import io.fieldgate.document.FieldPath;
import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.policy.AppPolicy.Undeclared;
import io.fieldgate.policy.AppPolicy.UnderFourteen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimizerTest {

    static final String DECLARATION = """
            {"person":{"name":"张三","idNo":"11010519491231002x","mobile":"+86 138-0013-8000","address":"深圳市南山区科技园路1号"},
             "health":{"temperature":36.8},"trips":[{"city":"4201"},{"city":"1101"}]}""";

    @TempDir
    Path directory;

    private Gate gate() {
        return new Gate(Registers.declare(Undeclared.REJECT), directory);
    }

    private static Decision.Refuse refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return (Decision.Refuse) decision;
    }

    private static Decision.Forward forwarded(Decision decision) {
        assertThat(decision).as(() -> decision.toString()).isInstanceOf(Decision.Forward.class);
        return (Decision.Forward) decision;
    }

    @Test
    void judge_buildsDeclaredFormsOnly() {
        try (Gate gate = gate()) {
            Decision.Forward forward = forwarded(gate.take(DECLARATION));
            String stored = gate.stored(forward);
            assertThat(stored).contains("\"city\":\"4201\"", "\"city\":\"1101\"", "\"address\":\"广东省深圳市南山区\"");
            assertThat(stored)
                    .doesNotContain("张三", "11010519491231002", "13800138000", "138-0013", "36.8", "科技园", "60+");
            assertThat(Gate.acts(forward.decisions()))
                    .containsEntry("name", Act.ENCRYPTED)
                    .containsEntry("idNo", Act.TOKENIZED)
                    .containsEntry("ageBand", Act.ENCRYPTED)
                    .containsEntry("address", Act.GENERALIZED)
                    .containsEntry("places", Act.KEPT)
                    .hasSize(7);
            int fourteenDays =
                    Math.toIntExact(Gate.START.plus(Duration.ofDays(14)).getEpochSecond() / 60);
            assertThat(forward.linkMinute()).isBetween(fourteenDays - 24 * 60, fourteenDays);
            int threeDays = Math.toIntExact(Gate.START.plus(Duration.ofDays(3)).getEpochSecond() / 60);
            assertThat(forward.dueMinute().orElseThrow())
                    .isBetween(threeDays - 24 * 60, threeDays); // the app's own colour ends first
        }
    }

    @Test
    void judge_onePersonIsOnePseudonym() {
        try (Gate gate = gate()) {
            String first = gate.stored(DECLARATION);
            String second = gate.stored(DECLARATION.replace("11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ"));
            assertThat(pseudonym(first)).isEqualTo(pseudonym(second)).hasSize(26);
            assertThat(pseudonym(gate.stored(DECLARATION.replace("11010519491231002x", "110101199003071233"))))
                    .isNotEqualTo(pseudonym(first));
        }
    }

    private static String pseudonym(String stored) {
        int at = stored.indexOf("\"idNo\":\"") + 8;
        return stored.substring(at, stored.indexOf('"', at));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            "name":"张三"                | "name":"张三","homeAddress":"x" | UNDECLARED | /person/homeAddress | undeclared          | 0
            "name":"张三"                | "name":"张三","13800138000":"x" | UNDECLARED | /person/<11 digits> | undeclared          | 0
            "name":"张三"                | "name":"张三","ethnicity":"01"  | REFUSED    | /person/ethnicity   | refused             | 90
            "name":"张三"                | "name":"张三","ageBand":"60+"   | UNDECLARED | /person/ageBand     | undeclared          | 0
            "name":"张三"                | "name":"张三","cert":{"no":"11010519491231002X"} | UNFIT | /person/idNo    | two-places   | 11
            "name":"张三"                | "name":"张3"                    | UNFIT      | /person/name        | name-characters     | 10
            "name":"张三"                | "name":null                     | UNFIT      | /person/name        | required            | 10
            "name":"张三"                | "name":{"first":"张"}           | UNFIT      | /person/name        | wrong-kind          | 10
            "name":"张三"                | "name":"fg1.AAAA"               | TOKEN_NOT_ACCEPTED | /person/name | token-not-accepted | 10
            深圳市南山区科技园路1号      | ｆｇ１.AAAA                     | TOKEN_NOT_ACCEPTED | /person/address | token-not-accepted | 15
            11010519491231002x           | 110101199003071234              | UNFIT      | /person/idNo        | resident-id-check-digit | 11
            深圳市南山区科技园路1号      | 科技园路1号                     | UNFIT      | /person/address     | address-district    | 15
            36.8                         | 50                              | UNFIT      | /health/temperature | number-range        | 14
            "city":"1101"                | "city":"深圳"                   | UNFIT      | /trips/1/city       | region-digits       | 16
            "health"                     | "status":"call 13800138000","health" | UNFIT | /status             | looks-like-mobile   | 21
            """)
    void examine_refusesWithPlaceRuleAndLine(
            String from, String to, Decision.Why why, String at, String rule, int line) {
        try (Gate gate = gate()) {
            Decision.Refuse refusal = refused(gate.take(DECLARATION.replace(from, to)));
            assertThat(refusal.why()).isEqualTo(why);
            assertThat(refusal.faults()).containsExactly(new Fault(at, rule, line));
        }
    }

    @Test
    void examine_reportsAllFaultsAtOnce() {
        try (Gate gate = gate()) {
            Decision.Refuse refusal =
                    refused(gate.take("{\"person\":{\"name\":\"1\",\"x\":1},\"health\":{\"temperature\":99}}"));
            assertThat(refusal.why()).isEqualTo(Decision.Why.UNDECLARED);
            assertThat(refusal.faults())
                    .extracting(Fault::rule)
                    .containsExactlyInAnyOrder(
                            "undeclared", "name-length", "number-range", "required", "required", "required");
        }
    }

    @Test
    void examine_dropsUndeclaredPlaceWhereThePolicyDrops() {
        try (Gate gate = new Gate(Registers.declare(Undeclared.DROP), directory)) {
            String json = DECLARATION
                    .replace("\"name\":\"张三\"", "\"name\":\"张三\",\"employer\":\"Secret Ltd\"")
                    .replace("\"health\"", "\"hukou\":\"农村\",\"health\"");
            Decision.Forward forward = forwarded(gate.take(json));
            assertThat(gate.stored(forward)).doesNotContain("Secret", "employer", "hukou", "农村");
            assertThat(forward.decisions())
                    .contains(
                            new FieldDecision("employer", Act.DROPPED, 0), new FieldDecision("hukou", Act.DROPPED, 91));
        }
    }

    @Test
    void judge_asksForConsentBeforeAnything() {
        try (Gate gate = gate()) {
            gate.consents.clear();
            Decision.Refuse refusal = refused(gate.take(DECLARATION));
            assertThat(refusal.why()).isEqualTo(Decision.Why.SEPARATE_CONSENT_REQUIRED);
            assertThat(refusal.faults())
                    .extracting(Fault::at)
                    .containsExactlyInAnyOrder("/person/mobile", "/person/ageBand");
        }
    }

    private static final String CHECK = "{\"idNo\":\"110101199003071233\",\"face\":\"%s\",\"imei\":\"490154203237518\"}"
            .formatted(Pictures.base64Jpeg());

    @Test
    void judge_asksTheServiceThenKeepsItsWordOnly() {
        try (Gate gate = new Gate(Registers.kit(UnderFourteen.GUARDIAN), directory)) {
            Decision first = gate.take(CHECK);
            assertThat(first).isInstanceOf(Decision.Ask.class);
            Decision.Question question = ((Decision.Ask) first).questions().getFirst();
            assertThat(question.role()).isEqualTo("face-matcher");
            assertThat(question.values()).containsOnlyKeys("face", "idNo");
            Decision.Forward forward = forwarded(
                    gate.take(Gate.read(CHECK, gate.taking().request().body()), Map.of(question.slot(), "same")));
            assertThat(gate.stored(forward))
                    .contains("\"match\":\"same\"")
                    .doesNotContain("face", "imei", "490154203237518", "110101199003071233");
            assertThat(Gate.acts(forward.decisions()))
                    .containsEntry("face", Act.USED)
                    .containsEntry("idNo", Act.ENCRYPTED)
                    .containsEntry("match", Act.KEPT)
                    .containsEntry("imei", Act.DROPPED);
            int midnight = Math.toIntExact(Instant.parse("2020-02-20T16:00:00Z").getEpochSecond() / 60);
            assertThat(forward.linkMinute()).isEqualTo(midnight);
            assertThat(forward.dueMinute()).hasValue(midnight);
        }
    }

    @Test
    void judge_acceptsNothingInItsLastTwoMinutes() {
        try (Gate gate = new Gate(Registers.kit(UnderFourteen.GUARDIAN), directory)) {
            gate.at("2020-02-20T15:58:01Z");
            assertThat(refused(gate.take(CHECK)).why()).isEqualTo(Decision.Why.DIES_TOO_SOON);
            gate.at("2020-02-20T15:57:59Z");
            assertThat(gate.take(CHECK)).isInstanceOf(Decision.Ask.class);
            gate.at("2020-02-20T16:00:00Z");
            assertThat(gate.take(CHECK)).isInstanceOf(Decision.Ask.class);
        }
    }

    @Test
    void judge_keepsChildrenOut() {
        String child = CHECK.replace("110101199003071233", Pictures.idOf("11010120060221123"));
        try (Gate gate = new Gate(Registers.kit(UnderFourteen.GUARDIAN), directory)) {
            assertThat(refused(gate.take(child)).why()).isEqualTo(Decision.Why.GUARDIAN_REQUIRED);
        }
        try (Gate gate = new Gate(Registers.kit(UnderFourteen.REFUSE), directory.resolve("refuse"))) {
            assertThat(refused(gate.take(child)).why()).isEqualTo(Decision.Why.TOO_YOUNG);
        }
        try (Gate gate = new Gate(Registers.kit(UnderFourteen.AS_OTHERS), directory.resolve("others"))) {
            assertThat(gate.take(child)).isInstanceOf(Decision.Ask.class);
        }
    }

    /// Whatever comes: only declared places go out, and no sealed value stands anywhere in what the app gets.
    @Test
    void judge_sendsNothingUndeclaredWhateverComes() {
        Set<FieldPath> declared = new HashSet<>();
        Registers.declare(Undeclared.DROP).entries().all().forEach(entry -> declared.addAll(entry.places()));
        List<String> extras = List.of(
                "\"x\":1,",
                "\"trips\":null,",
                "\"deep\":{\"name\":\"张三\",\"idNo\":\"11010519491231002X\"},",
                "\"list\":[{\"mobile\":\"13800138000\"}],",
                "\"hukou\":1,",
                "\"status\":\"ok\",");
        try (Gate gate = new Gate(Registers.declare(Undeclared.DROP), directory)) {
            Random random = new Random(42);
            for (int i = 0; i < 200; i++) {
                String json = DECLARATION;
                for (int n = random.nextInt(4); n > 0; n--) {
                    String extra = extras.get(random.nextInt(extras.size()));
                    String name = extra.substring(1, extra.indexOf('"', 1));
                    if (!json.contains("\"" + name + "\":")) {
                        json = random.nextBoolean() || name.equals("trips") || name.equals("status")
                                ? json.replace("\"health\"", extra + "\"health\"")
                                : json.replace("\"idNo\"", extra + "\"idNo\"");
                    }
                }
                if (gate.take(json) instanceof Decision.Forward forward) {
                    assertThat(forward.cells()).extracting(Cell::place).allMatch(declared::contains);
                    assertThat(gate.stored(forward)).doesNotContain("张三", "11010519491231002", "13800138000", "科技园");
                }
            }
        }
    }

    @Test
    void judge_twiceGivesTheSameReadableCells() {
        try (Gate gate = gate()) {
            List<Cell> first = forwarded(gate.take(DECLARATION)).cells();
            List<Cell> second = forwarded(gate.take(DECLARATION)).cells();
            assertThat(second).hasSameSizeAs(first);
            for (int i = 0; i < first.size(); i++) {
                boolean sealed = CellPlacement.isToken(first.get(i).value());
                assertThat(second.get(i).place()).isEqualTo(first.get(i).place());
                assertThat(sealed || second.get(i).equals(first.get(i))).isTrue();
            }
        }
    }
}
