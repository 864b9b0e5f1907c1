package io.fieldgate.policy.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.Transforms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The counts of the design page: how many people a view leaves.
final class CandidatesTest {
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

    private static final Meaning RESIDENT_ID = new Meaning.ResidentId(true, 3_000);
    private static final Meaning DRIVER = new Meaning.ResidentId(false, 3_000);
    private static final Meaning BORN = new Meaning.BirthDate();

    private static ResidentIdCandidates seen(Object... meaningsAndForms) {
        ResidentIdCandidates parts = new ResidentIdCandidates(new Meaning.ResidentId(true, 3_000));
        for (int i = 0; i < meaningsAndForms.length; i += 2) {
            parts.see("f" + i, List.of((Meaning) meaningsAndForms[i]), (Form) meaningsAndForms[i + 1]);
        }
        return parts;
    }

    @Test
    void residentId_leavesTheCountsOfTheDesign() {
        assertThat(seen().people()).isEqualTo(3_000.0 * 36_891 * 999);
        assertThat(seen(RESIDENT_ID, ends(2, 2)).people()).isCloseTo(3.2e7, within(1e6));
        assertThat(seen(RESIDENT_ID, ends(0, 4)).people()).isCloseTo(1.0e7, within(2e5));
        assertThat(seen(RESIDENT_ID, ends(0, 4), Meaning.Place.EXACT, PLAIN).people())
                .isCloseTo(3_354, within(5.0));
        assertThat(seen(RESIDENT_ID, ends(6, 4)).people()).isCloseTo(3_354, within(5.0));
        assertThat(seen(RESIDENT_ID, ends(6, 4), BORN, round("year")).people()).isCloseTo(33, within(1.0));
        assertThat(seen(Meaning.Place.EXACT, PLAIN, BORN, PLAIN, new Meaning.Sex(), PLAIN)
                        .people())
                .isCloseTo(500, within(1.0));
    }

    @Test
    void birthDate_countsAsWhatItsFormShows() {
        double all = seen().people() / 36_891;
        assertThat(seen(BORN, PLAIN).people()).isEqualTo(all);
        assertThat(seen(BORN, round("month")).people()).isEqualTo(all * 31);
        assertThat(seen(BORN, round("year")).people()).isEqualTo(all * 366);
        Form decade = form("round-time", Map.of("unit", List.of("year-band"), "years", List.of("10")));
        assertThat(seen(BORN, decade).people()).isEqualTo(all * 3_660);
    }

    /// The number of a driving licence is the resident ID: who reads it whole needs no mask of the other.
    @Test
    void secondNumber_shownPlain_leavesNobody() {
        assertThat(seen(DRIVER, PLAIN, RESIDENT_ID, ends(2, 2)).people()).isLessThan(2);
        assertThat(seen(DRIVER, form("cn-surname", Map.of())).people()).isLessThan(2);
        assertThat(seen(DRIVER, form("hmac", Map.of("within", List.of("scope"))))
                        .people())
                .isEqualTo(seen().people());
    }

    @Test
    void residencePermit_hasThreeRegionsOnly() {
        assertThat(new ResidentIdCandidates(new Meaning.ResidentId(true, 3)).people())
                .isEqualTo(3.0 * 36_891 * 999);
    }

    /// A mask that is no pair of ends, and one that moves characters, is not trusted.
    @Test
    void otherMask_countsAsTellingEverything() {
        assertThat(seen(RESIDENT_ID, form("phone-ends", Map.of("last", List.of("2"))))
                        .people())
                .isLessThan(2);
        assertThat(seen(RESIDENT_ID, form("ends", Map.of("first", List.of("20"), "last", List.of("0"))))
                        .people())
                .isEqualTo(seen().people());
    }

    @ParameterizedTest
    @CsvSource({
        "E12345678, 500000000, 1, 2, 192307",
        "E12345678, 100000000, 2, 2, 3846",
        "12345678, 100000000, 1, 2, 100000",
        "A123456(3), 26000000, 1, 0, 1000000",
        "军字第1234567号, 100000000, 0, 2, 100000",
        "6222021234567890128, 1000000000000000, 0, 4, 100000000000"
    })
    void paper_losesWhatTheMaskShows(String sample, double values, int first, int last, double left) {
        assertThat(SerialNumberCandidates.left(
                                Optional.of(new Meaning.Serial(sample)), values, List.of(ends(first, last)))
                        .getAsDouble())
                .isCloseTo(left, within(1.0));
    }

    @Test
    void paperWithoutModel_isNotCounted() {
        Optional<Meaning.Serial> passport = Optional.of(new Meaning.Serial("E12345678"));
        assertThat(SerialNumberCandidates.left(Optional.empty(), 1e9, List.of(ends(1, 1))))
                .isEmpty();
        assertThat(SerialNumberCandidates.left(passport, 1e9, List.of(form("cn-surname", Map.of()))))
                .isEmpty();
    }
}
