package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Days;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resident identity number of China.
/// Shape: 17 digits and a check character `0-9X`: region 6, birth date 8, sequence 3 (odd for men), check.
/// Only the province is tested: abolished county codes stay valid on people's cards.
/// Errors: 15 digits (issued before 1999) are refused, never completed. Source: GB 11643-1999.
public final class ResidentId {

    public static final String SHAPE = "resident-id-shape";
    static final String FIFTEEN = "resident-id-15-digits";
    static final String REGION = "resident-id-region";
    static final String DATE = "resident-id-date";
    static final String CHECK_DIGIT = "resident-id-check-digit";
    static final int REGIONS = 3_000; // divisions a number can begin with
    static final List<String> RULES = List.of(SHAPE, FIFTEEN, REGION, DATE, CHECK_DIGIT);

    public static final TextCheck CHECK = new TextCheck("gb11643", RULES, TextNormalization.CODE, ResidentId::judge)
            .meaning(new Meaning.ResidentId(true, REGIONS));

    private ResidentId() {}

    private static Outcome judge(String id, LocalDate today) {
        String missed = missed(id, today);
        return missed == null ? TextCheck.fit(id) : TextCheck.unfit(missed);
    }

    /// The first rule the folded text does not meet, or null.
    static @Nullable String missed(String id, LocalDate today) {
        if (id.length() == 15 && Ascii.areDigits(id)) {
            return FIFTEEN;
        }
        if (id.length() != 18
                || !Ascii.areDigits(id, 0, 17)
                || !(Ascii.isDigit(id.charAt(17)) || id.charAt(17) == 'X')) {
            return SHAPE;
        }
        if (!isProvince(Ascii.pair(id, 0))) {
            return REGION;
        }
        LocalDate born = born(id);
        if (born == null || born.isAfter(today)) {
            return DATE;
        }
        return CheckDigits.isMod11Of18(id) ? null : CHECK_DIGIT;
    }

    public static boolean isProvince(int code) {
        return switch (code / 10) {
            case 1 -> code >= 11 && code <= 15;
            case 2 -> code >= 21 && code <= 23;
            case 3 -> code >= 31 && code <= 37;
            case 4 -> code >= 41 && code <= 46;
            case 5 -> code >= 50 && code <= 54;
            case 6 -> code >= 61 && code <= 65;
            case 7 -> code == 71;
            case 8 -> code >= 81 && code <= 83;
            default -> false;
        };
    }

    /// Birth date of 18 characters whose first 17 are digits; null when it is no real date of the years 1800 to 2099.
    public static @Nullable LocalDate born(String id) {
        int century = Ascii.pair(id, 6);
        return century < 18 || century > 20
                ? null
                : Days.of(century * 100 + Ascii.pair(id, 8), Ascii.pair(id, 10), Ascii.pair(id, 12));
    }

    /// Full years on the given day; who is born on 29 February turns older on 1 March of ordinary years.
    public static int age(LocalDate born, LocalDate today) {
        return (int) ChronoUnit.YEARS.between(born, today);
    }

    public static boolean isMale(String id) {
        return (id.charAt(16) - '0') % 2 == 1;
    }
}
