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

    static final TextCheck DAY = TextCheck.of("day", TextNormalization.DASHED, text -> Days.iso(text) != null)
            .meaning(new Meaning.Moment());
    public static final TextCheck BIRTH = new TextCheck(
                    "birth-date", List.of(SHAPE, RANGE), TextNormalization.DASHED, DayCheck::born)
            .meaning(new Meaning.BirthDate());

    private DayCheck() {}

    private static Outcome born(String text, LocalDate today) {
        String spelled = text.length() == 8 && Ascii.areDigits(text)
                ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
                : text;
        LocalDate day = Days.iso(spelled);
        if (day == null) {
            return TextCheck.unfit(SHAPE);
        }
        boolean fits = !day.isAfter(today) && ResidentId.age(day, today) <= MAX_YEARS;
        return fits ? TextCheck.fit(spelled) : TextCheck.unfit(RANGE);
    }
}
