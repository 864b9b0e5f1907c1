package io.fieldgate.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.Transforms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The counts of the design page: how many people a view leaves.
final class JointTest {
    private static final Form PLAIN = form("identity", Map.of());

    private static Form form(String use, Map<String, List<String>> options) {
        try {
            return new Form(use, List.of(Form.Link.of(Transforms.named(use).orElseThrow(), options)));
        } catch (BadOption wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static Form ends(int first, int last) {
        return form("ends", Map.of("first", List.of("" + first), "last", List.of("" + last)));
    }

    private static Form round(String unit) {
        return form("round-time", Map.of("unit", List.of(unit)));
    }

    private static ResidentIdCandidates seen(Object... typesAndForms) {
        ResidentIdCandidates parts = new ResidentIdCandidates("cn.resident-id");
        for (int i = 0; i < typesAndForms.length; i += 2) {
            parts.see("f" + i, (String) typesAndForms[i], (Form) typesAndForms[i + 1]);
        }
        return parts;
    }

    @Test
    void residentId_leavesTheCountsOfTheDesign() {
        assertThat(seen().people()).isEqualTo(3_000.0 * 36_891 * 999);
        assertThat(seen("cn.resident-id", ends(2, 2)).people()).isCloseTo(3.2e7, within(1e6));
        assertThat(seen("cn.resident-id", ends(0, 4)).people()).isCloseTo(1.0e7, within(2e5));
        assertThat(seen("cn.resident-id", ends(0, 4), "geo.address", PLAIN).people())
                .isCloseTo(3_354, within(5.0));
        assertThat(seen("cn.resident-id", ends(6, 4)).people()).isCloseTo(3_354, within(5.0));
        assertThat(seen("cn.resident-id", ends(6, 4), "person.birth-date", round("year"))
                        .people())
                .isCloseTo(33, within(1.0));
        assertThat(seen("geo.address", PLAIN, "person.birth-date", PLAIN, "person.sex", PLAIN)
                        .people())
                .isCloseTo(500, within(1.0));
    }

    @Test
    void birthDate_countsAsWhatItsFormShows() {
        double all = seen().people() / 36_891;
        assertThat(seen("person.birth-date", PLAIN).people()).isEqualTo(all);
        assertThat(seen("person.birth-date", round("month")).people()).isEqualTo(all * 31);
        assertThat(seen("person.birth-date", round("year")).people()).isEqualTo(all * 366);
        Form decade = form("round-time", Map.of("unit", List.of("year-band"), "years", List.of("10")));
        assertThat(seen("person.birth-date", decade).people()).isEqualTo(all * 3_660);
    }

    /// The number of a driving licence is the resident ID: who reads it whole needs no mask of the other.
    @Test
    void secondNumber_shownPlain_leavesNobody() {
        assertThat(seen("cn.driver-licence", PLAIN, "cn.resident-id", ends(2, 2))
                        .people())
                .isLessThan(2);
        assertThat(seen("cn.social-security", form("cn-surname", Map.of())).people())
                .isLessThan(2);
        assertThat(seen("cn.driver-licence", form("hmac", Map.of("within", List.of("scope"))))
                        .people())
                .isEqualTo(seen().people());
    }

    @Test
    void residencePermit_hasThreeRegionsOnly() {
        assertThat(new ResidentIdCandidates("cn.hkmt-residence").people()).isEqualTo(3.0 * 36_891 * 999);
    }

    @ParameterizedTest
    @CsvSource({
        "cn.passport, 500000000, 1, 2, 192307",
        "cn.passport, 100000000, 2, 2, 3846",
        "cn.tw-permit, 100000000, 1, 2, 100000",
        "hk.id, 26000000, 1, 0, 1000000",
        "cn.military-id, 100000000, 0, 2, 100000",
        "finance.card, 1000000000000000, 0, 4, 100000000000"
    })
    void paper_losesWhatTheMaskShows(String type, double values, int first, int last, double left) {
        assertThat(SerialNumberCandidates.left(type, values, ends(first, last)).getAsDouble())
                .isCloseTo(left, within(1.0));
    }

    @Test
    void paperWithoutModel_isNotCounted() {
        assertThat(SerialNumberCandidates.left("biometric.face", 1e9, ends(1, 1)))
                .isEmpty();
        assertThat(SerialNumberCandidates.left("cn.passport", 1e9, form("cn-surname", Map.of())))
                .isEmpty();
    }
}
