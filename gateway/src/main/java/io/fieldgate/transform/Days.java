package io.fieldgate.transform;

import io.fieldgate.document.Ascii;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Real days of the calendar, spelled `yyyy-mm-dd`.
public final class Days {

    private Days() {}

    public static @Nullable LocalDate of(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException notReal) {
            return null; // 30 February and its kin: the caller names the rule
        }
    }

    public static @Nullable LocalDate iso(String text) {
        return iso(text, text.length());
    }

    /// The day that the first `end` characters spell; whatever follows them is the caller's.
    static @Nullable LocalDate iso(String text, int end) {
        if (end != 10
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || !Ascii.areDigits(text, 0, 4)
                || !Ascii.areDigits(text, 5, 7)
                || !Ascii.areDigits(text, 8, 10)) {
            return null;
        }
        return of(Ascii.pair(text, 0) * 100 + Ascii.pair(text, 2), Ascii.pair(text, 5), Ascii.pair(text, 8));
    }
}
