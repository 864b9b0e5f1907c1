package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Days;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// `day`: a real day as `yyyy-mm-dd`. `birth-date`: such a day or `yyyymmdd`, not ahead and at most 130 years
/// back; leaves as `yyyy-mm-dd`.
public final class DayCheck {

    private static final String SHAPE = "day-shape";
    private static final String RANGE = "birth-date-range";
    private static final int MAX_YEARS = 130;

    static final TextCheck DAY =
            new TextCheck("day", List.of("day"), TextNormalization.DASHED, DayCheck::day).meaning(new Meaning.Moment());
    public static final TextCheck BIRTH = new TextCheck(
                    "birth-date", List.of(SHAPE, RANGE), TextNormalization.DASHED, DayCheck::born)
            .meaning(new Meaning.BirthDate());

    private DayCheck() {}

    private static Outcome day(String text, LocalDate today) {
        String spelled = dashed(text);
        return Days.iso(spelled) == null ? TextCheck.unfit("day") : TextCheck.fit(spelled);
    }

    /// As pickers and people write a day, `2020/2/3`, `2020.02.03`, `2020年2月3日`: with dashes, two digits each.
    private static String dashed(String text) {
        boolean han = text.endsWith("日") && text.indexOf('年') == 4;
        String plain =
                han ? text.substring(0, text.length() - 1).replace('年', '-').replace('月', '-') : text;
        String[] parts = plain.replace('/', '-').replace('.', '-').split("-", -1);
        if (parts.length != 3 || parts[1].length() > 2 || parts[2].length() > 2) {
            return text;
        }
        return parts[0] + "-" + padded(parts[1]) + "-" + padded(parts[2]);
    }

    private static String padded(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    private static Outcome born(String text, LocalDate today) {
        String spelled = text.length() == 8 && Ascii.areDigits(text)
                ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
                : dashed(text);
        LocalDate day = Days.iso(spelled);
        if (day == null) {
            return TextCheck.unfit(SHAPE);
        }
        boolean fits = !day.isAfter(today) && ResidentId.age(day, today) <= MAX_YEARS;
        return fits ? TextCheck.fit(spelled) : TextCheck.unfit(RANGE);
    }
}
