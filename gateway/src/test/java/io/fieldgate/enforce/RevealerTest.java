package io.fieldgate.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.enforce.Revealer.Strength;
import io.fieldgate.policy.AppPolicy.Undeclared;
import io.fieldgate.policy.AppPolicy.UnderFourteen;
import io.fieldgate.policy.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevealerTest {

    private static final String LI = "11010519491231002X";
    private static final String WANG = "110101199003071233";
    private static final String HEAD = "\"id\":\"" + Gate.RECORD + "\",\"receivedAt\":\"2020-02-20T10:00:00+08:00\",";

    @TempDir
    Path directory;

    private Gate gate;
    private Route one;
    private Route list;

    @BeforeEach
    void open() {
        gate = new Gate(Registers.declare(Undeclared.REJECT), directory);
        one = gate.route("GET /api/declarations/{id}");
        list = gate.route("GET /api/declarations");
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private static String inner(String stored) {
        return "{" + HEAD + "\"homeAddress\":\"Secret Street\",\"colour\":\"green\"," + stored.substring(1);
    }

    private String record(String id, String address) {
        return inner(gate.stored(
                MinimizerTest.DECLARATION.replace("11010519491231002x", id).replace("深圳市南山区科技园路1号", address)));
    }

    private String li() {
        return record(LI, "深圳市南山区科技园路1号");
    }

    private static String data(String record) {
        return "{\"data\":" + record + "}";
    }

    private static String items(String... records) {
        return "{\"total\":" + records.length + ",\"items\":[" + String.join(",", records) + "]}";
    }

    private static final String CARRIED = "\"id\":\"" + Gate.RECORD + "\",\"receivedAt\":\"2020-02-20T10:00:00+08:00\"";

    @Test
    void show_givesEachRoleItsRow() {
        String li = data(li());
        assertThat(gate.shown(one, li, gate.guard()))
                .isEqualTo(
                        "{\"data\":{" + CARRIED
                                + ",\"colour\":\"green\",\"person\":{\"name\":\"张**\"},\"health\":{\"temperature\":\"normal\"}}}");
        assertThat(gate.shown(one, li, gate.doctor("440305")))
                .isEqualTo(
                        "{\"data\":{" + CARRIED
                                + ",\"person\":{\"name\":\"张三\",\"mobile\":\"13800138000\",\"ageBand\":\"60+\"},\"health\":{\"temperature\":36.8}}}");
        assertThat(gate.shown(one, li, gate.self(LI)))
                .contains(
                        "\"name\":\"张三\"",
                        "\"temperature\":36.8",
                        "\"address\":\"广东省深圳市南山区\"",
                        "\"city\":\"4201\"",
                        "\"colour\":\"green\"")
                .doesNotContain("Secret", LI);
        assertThat(gate.shown(one, li, gate.nobody())).isEqualTo("{\"data\":{" + CARRIED + "}}");
    }

    @Test
    void show_countsWhatTheAppAddedAndNeverShowsIt() {
        DisclosureResult disclosureResult = gate.show(one, data(li()), gate.guard());
        assertThat(((DisclosureResult.Shown) disclosureResult).decisions())
                .contains(new FieldDecision("homeAddress", Act.DROPPED, 0));
        assertThat(gate.text(one, disclosureResult)).doesNotContain("Secret", "homeAddress");
    }

    @Test
    void show_namesThePersonsAndTheLatestDeath() {
        DisclosureResult.Shown shown =
                (DisclosureResult.Shown) gate.show(list, items(li(), record(WANG, "深圳市福田区深南大道1号")), gate.guard());
        assertThat(shown.persons()).hasSize(2);
        int fourteenDays = Math.toIntExact(Gate.START.plus(Duration.ofDays(14)).getEpochSecond() / 60);
        assertThat(shown.linkMinute()).isBetween(fourteenDays - 24 * 60, fourteenDays);
        DisclosureResult.Shown carried = (DisclosureResult.Shown) gate.show(list, items(li()), gate.nobody());
        assertThat(carried.persons()).isEmpty();
        assertThat(carried.linkMinute()).isZero();
    }

    @Test
    void show_rowsOfOtherDistrictsDoNotExist() {
        String nanshan = li();
        String futian = record(WANG, "深圳市福田区深南大道1号");
        assertThat(gate.shown(one, data(futian), gate.doctor("440305"))).isEqualTo("no such record");
        assertThat(gate.shown(list, items(nanshan, futian), gate.doctor("440305")))
                .contains("13800138000")
                .doesNotContain("total", "福田");
        assertThat(gate.shown(list, items(futian), gate.doctor("440305")))
                .isEqualTo(gate.shown(list, items(), gate.doctor("440305")));
        assertThat(gate.shown(list, items(nanshan, futian), gate.doctor("440300")))
                .containsSubsequence("张三", "张三");
        assertThat(gate.shown(one, data(nanshan), gate.doctor("999999"))).isEqualTo("no such record");
        assertThat(gate.shown(one, data(nanshan), gate.staff("community-doctor", Registers.FOLLOW_UP, Map.of())))
                .isEqualTo("no such record");
        assertThat(gate.shown(list, items(nanshan, futian), gate.guard())).contains("\"total\":2");
    }

    @Test
    void show_subjectSeesOwnRecordsOnly() {
        String wang = record(WANG, "深圳市福田区深南大道1号");
        assertThat(gate.shown(one, data(wang), gate.self(LI))).isEqualTo("no such record");
        assertThat(gate.shown(list, items(li(), wang), gate.self(WANG)))
                .contains("福田区")
                .doesNotContain("南山区");
    }

    @Test
    void survey_refusesTokensOfTwoPersonsInOneRecord() {
        String mine = li();
        String other = record(WANG, "深圳市南山区科技园路1号");
        String mixed = mine.replace(token(mine, "mobile"), token(other, "mobile"));
        assertThat(gate.shown(one, data(mixed), gate.guard()))
                .startsWith("record-mixed")
                .endsWith("mixed");
        DisclosureResult disclosureResult = gate.show(list, items(mixed, other), gate.guard());
        assertThat(((DisclosureResult.Shown) disclosureResult).records()).isEqualTo(1);
        String wrongPseudonym = mine.replace(token(mine, "idNo"), token(other, "idNo"));
        assertThat(gate.shown(one, data(wrongPseudonym), gate.guard())).startsWith("record-mixed /person/idNo");
    }

    private static String token(String record, String field) {
        int at = record.indexOf("\"" + field + "\":\"") + field.length() + 4;
        return record.substring(at, record.indexOf('"', at));
    }

    @Test
    void show_refusesTokensThatAreNotOurs() {
        String li = li();
        String name = token(li, "name");
        assertThat(gate.shown(one, data(li.replace(name, "fg1.AAAA")), gate.guard()))
                .isEqualTo("bad-token /person/name");
        assertThat(gate.shown(one, data(li.replace(name, token(li, "mobile"))), gate.guard()))
                .isEqualTo("bad-token /person/name");
        char last = name.charAt(40) == 'A' ? 'B' : 'A';
        String flipped = name.substring(0, 40) + last + name.substring(41);
        assertThat(gate.shown(one, data(li.replace(name, flipped)), gate.guard()))
                .doesNotContain("张");
    }

    /// One rule for a record with a damaged token and for a mixed one: of a list it is left out and reported.
    @Test
    void show_leavesOneUnusableRecordOutOfAList() {
        String li = li();
        String other = record(WANG, "深圳市南山区科技园路1号");
        String name = token(li, "name");
        String cut = name.substring(0, name.length() - 4) + (name.endsWith("AAAA") ? "BBBB" : "AAAA");
        for (String bad : List.of("fg1.AAAA", token(li, "mobile"), cut)) {
            for (String page : List.of(items(li.replace(name, bad), other), items(other, li.replace(name, bad)))) {
                DisclosureResult result = gate.show(list, page, gate.guard());
                assertThat(result).isInstanceOf(DisclosureResult.Shown.class);
                DisclosureResult.Shown shown = (DisclosureResult.Shown) result;
                assertThat(shown.records()).isEqualTo(1);
                assertThat(shown.persons()).hasSize(1);
                assertThat(shown.decisions())
                        .filteredOn(decision -> decision.act() == Act.WITHHELD)
                        .extracting(FieldDecision::name)
                        .containsExactly("name");
                assertThat(shown.decisions())
                        .filteredOn(decision -> decision.act() != Act.WITHHELD
                                && decision.name().equals("name"))
                        .hasSize(1);
            }
        }
        String mixed = li.replace(token(li, "mobile"), token(other, "mobile"));
        DisclosureResult all = gate.show(list, items(li.replace(name, "fg1.AAAA"), other, mixed), gate.guard());
        assertThat(((DisclosureResult.Shown) all).records()).isEqualTo(1);
    }

    @Test
    void show_withholdsSealedValuesInTheClear() {
        String li = li();
        DisclosureResult disclosureResult = gate.show(one, data(li.replace(token(li, "name"), "张三")), gate.guard());
        assertThat(gate.text(one, disclosureResult)).doesNotContain("张");
        assertThat(Gate.acts(((DisclosureResult.Shown) disclosureResult).decisions()))
                .containsEntry("name", Act.WITHHELD);
    }

    @Test
    void show_readableValuesNeedALiveRow() {
        String li = data(li());
        gate.live.clear();
        assertThat(gate.shown(one, li, gate.guard())).doesNotContain("green").contains("张**");
        assertThat(gate.shown(one, li, gate.self(LI)))
                .doesNotContain("green", "南山区", "4201")
                .contains("张三");
    }

    @Test
    void show_coarserValuesStayCoarse() {
        String li = li();
        String leaky = li.replace("广东省深圳市南山区", "广东省深圳市南山区科技园路1号");
        assertThat(gate.shown(one, data(leaky), gate.self(LI)))
                .contains("广东省深圳市南山区\"")
                .doesNotContain("科技园");
        assertThat(gate.shown(one, data(li.replace("\"green\"", "\"11010519491231002X\"")), gate.guard()))
                .doesNotContain(LI, "colour");
    }

    @Test
    void show_carriesAreTypedAndScanned() {
        String li = li();
        assertThat(gate.shown(
                        one, data(li.replace("\"colour\"", "\"status\":\"see 13800138000\",\"colour\"")), gate.guard()))
                .doesNotContain("13800138000", "status");
        assertThat(gate.shown(one, data(li.replace("\"colour\"", "\"status\":\"open\",\"colour\"")), gate.guard()))
                .contains("\"status\":\"open\"");
        assertThat(gate.shown(one, data(li.replace(Gate.RECORD, "not-a-uuid")), gate.guard()))
                .doesNotContain("not-a-uuid", "green");
    }

    @Test
    void show_valuesDieToTheMinute() {
        String li = data(li());
        gate.advance(Duration.ofDays(15));
        gate.live.clear();
        assertThat(gate.shown(one, li, gate.guard())).isEqualTo("gone");
        assertThat(gate.shown(list, "{\"total\":1,\"items\":[" + li.substring(8, li.length() - 1) + "]}", gate.guard()))
                .doesNotContain("张", "normal", "green");
    }

    @Test
    void show_erasedPersonIsGone() {
        String li = data(li());
        gate.erase(LI);
        gate.live.clear();
        assertThat(gate.shown(one, li, gate.guard())).isEqualTo("gone");
        String again = li();
        gate.live.add(Gate.RECORD);
        assertThat(gate.shown(one, data(again), gate.guard())).contains("张**");
    }

    @Test
    void show_withdrawnConsentEndsTheNextRead() {
        String li = data(li());
        gate.consents.clear();
        assertThat(gate.shown(one, li, gate.doctor("440305"))).isEqualTo("gone");
        assertThat(gate.shown(one, li, gate.guard())).contains("张**");
    }

    @Test
    void show_beyondTheLimitMasks() {
        DisclosureResult disclosureResult = gate.show(one, data(li()), gate.doctor("440305"), Strength.WEAKEST);
        assertThat(gate.text(one, disclosureResult))
                .contains("张**", "********000", "normal")
                .doesNotContain("张三", "13800138000", "36.8", "60+");
    }

    @Test
    void show_minorsNeedAnApproval() {
        String child = Pictures.idOf("11010120060221123");
        try (Gate kit = new Gate(Registers.kit(UnderFourteen.AS_OTHERS), directory.resolve("kit"))) {
            String sent = "{\"idNo\":\"" + child + "\",\"face\":\"" + Pictures.base64Jpeg() + "\"}";
            String stored =
                    kit.stored(kit.take(Gate.read(sent, kit.taking().request().body()), Map.of(2, "same")));
            String record = "{\"id\":\"" + Gate.RECORD + "\"," + stored.substring(1);
            Route read = kit.route("GET /api/checks/{id}");
            assertThat(kit.shown(read, record, kit.guard())).contains("11**************" + child.substring(16), "same");
            kit.app = Registers.kit(UnderFourteen.GUARDIAN);
            assertThat(kit.shown(read, record, kit.guard())).isEqualTo("approval required");
            assertThat(kit.shown(read, record, kit.self(child))).contains(child);
        }
    }
}
