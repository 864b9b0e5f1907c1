package io.fieldgate.policy.joint;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import java.util.ArrayList;
import java.util.List;

/// How many people a number that holds region, day of birth and sequence (odd for men) can still belong to. Owned by
/// one thread.
/// How: candidates = regions × days × sequences, each narrowed by every shown form, derived field and `rows: own`,
/// divided by 11 where the check digit shows.
/// Error bound: parts count as independent and evenly spread, so a real region or band can hold fewer; an age band
/// counts as its narrowest, four years. A file with two such numbers counts them as one.
/// Source: GB 11643-1999.
public final class ResidentIdCandidates {
    /// Fewer people than this are too few.
    public static final double LEAST = 4_096; // 2^12

    private static final double REGIONS = 3_000;
    private static final double PROVINCES = 31;
    private static final double CITIES = 340;
    private static final double DAYS = 36_891; // 101 years
    private static final double YEAR_DAYS = 366;
    private static final double MONTH_DAYS = 31;
    private static final double BAND_DAYS = 1_461; // 14 to 17
    private static final double SEQUENCES = 999;
    private static final double CHECK_DIGITS = 11;
    private static final String SAMPLE = "11010519491231002X"; // the number printed in the standard
    private static final String BORN = "1949-12-31";
    private static final int CITY_DIGITS = 4;
    private static final int REGION_DIGITS = 6;
    private static final int YEAR_DIGITS = 10;
    private static final int DAY_DIGITS = 14;

    private double regions;
    private double days = DAYS;
    private double sequences = SEQUENCES;
    private double checks = 1;
    private final List<String> told = new ArrayList<>();

    public ResidentIdCandidates(Meaning.ResidentId number) {
        this.regions = number.regions();
    }

    public double people() {
        return regions * days * sequences / checks;
    }

    /// The entries that narrowed something.
    public String told() {
        return String.join(", ", told);
    }

    /// Counts what one shown entry says, by each meaning of its type.
    public void see(String entry, List<Meaning> meanings, Form form) {
        for (Meaning meaning : meanings) {
            switch (meaning) {
                case Meaning.ResidentId _ -> ends(entry, form);
                case Meaning.Place(int digits) ->
                    region(digits <= 2 ? REGIONS / PROVINCES : digits <= CITY_DIGITS ? REGIONS / CITIES : 1, entry);
                case Meaning.BirthDate _ -> days = narrowed(days, born(form), entry);
                case Meaning.Age _ -> days = narrowed(days, form.isPlain() ? YEAR_DAYS : BAND_DAYS, entry);
                case Meaning.AgeBand _ -> days = narrowed(days, BAND_DAYS, entry);
                case Meaning.Sex _ -> sequences = narrowed(sequences, SEQUENCES / 2, entry);
                case Meaning.Opaque _, Meaning.Words _, Meaning.Number _, Meaning.Moment _, Meaning.Serial _ -> {}
            }
        }
    }

    public void seeRegion(String entry) {
        region(1, entry);
    }

    /// The days a shown birth date leaves, read off what the form makes of a known one: a day, a month, a year, or a
    /// band of years.
    private static double born(Form form) {
        if (!(form.apply(new Value.Text(BORN), null) instanceof Outcome.Fit(Value.Text(String shown)))) {
            return 1;
        }
        return switch (shown.length()) {
            case 9 -> (yearAt(shown, 5) - yearAt(shown, 0) + 1) * YEAR_DAYS;
            case 7 -> MONTH_DAYS;
            case 4 -> YEAR_DAYS;
            default -> 1;
        };
    }

    private static int yearAt(String shown, int at) {
        return Integer.parseInt(shown.substring(at, at + 4));
    }

    /// The digits that a mask of the number itself, or of another such number of the person, leaves, read off what it
    /// makes of a known number.
    private void ends(String entry, Form form) {
        if (form.effect() == Effect.PSEUDONYM) {
            return; // it shows no digit
        }
        String shown =
                form.apply(new Value.Text(SAMPLE), null) instanceof Outcome.Fit(Value.Text(String text)) ? text : "";
        int first = Math.max(0, shown.indexOf('*'));
        int last = shown.length() - 1 - shown.lastIndexOf('*');
        if (!shown.equals(masked(first, last))) {
            region(1, entry); // shown whole, or in a form nobody has counted: it tells everything
            days = narrowed(days, 1, entry);
            sequences = narrowed(sequences, 1, entry);
            return;
        }
        region(
                first >= REGION_DIGITS
                        ? 1
                        : first >= CITY_DIGITS ? REGIONS / CITIES : first >= 2 ? REGIONS / PROVINCES : REGIONS,
                entry);
        double left = first >= DAY_DIGITS ? 1 : first >= YEAR_DIGITS || last > CITY_DIGITS ? YEAR_DAYS : DAYS;
        days = narrowed(days, left, entry);
        if (last > 0) {
            checks = CHECK_DIGITS;
            sequences = narrowed(sequences, Math.max(1, SEQUENCES / Math.pow(10, Math.min(3, last - 1.0))), entry);
        }
    }

    /// The known number with stars for all but its ends.
    private static String masked(int first, int last) {
        int stars = SAMPLE.length() - first - last;
        return stars <= 0
                ? ""
                : SAMPLE.substring(0, first) + "*".repeat(stars) + SAMPLE.substring(SAMPLE.length() - last);
    }

    private void region(double left, String entry) {
        regions = narrowed(regions, left, entry);
    }

    private double narrowed(double before, double left, String entry) {
        if (left < before && !told.contains(entry)) {
            told.add(entry);
        }
        return Math.min(before, left);
    }
}
