package io.fieldgate.transform;

import io.fieldgate.document.Ascii;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The day of a moment that is written with its offset: `2020-02-20T10:00:00.5+08:00` is on 2020-02-20. The day is
/// the one of the offset, whatever day it is elsewhere.
/// Shape: `yyyy-mm-ddThh:mm[:ss[.0-9 digits]]`, then `Z`, `z` or `+hh[:mm[:ss]]` of at most 18 hours; 35 characters.
/// Errors: whatever else → null; never throws. Cost: one pass, no allocation but the day. Written by hand, because
/// the parser of `java.time` was the dearest step of a check of a field.
/// Source: RFC 3339 §5.6, read as `DateTimeFormatter.ISO_OFFSET_DATE_TIME` reads it: seconds may be missing, 60 is
/// no second.
public final class Moments {

    private static final int MIN_CHARS = 17; // 2020-02-20T10:00Z
    private static final int MAX_CHARS = 35; // 2020-02-20T10:00:00.123456789+08:00
    private static final int DATE_CHARS = 10;
    private static final int MAX_FRACTION = 9; // nanoseconds
    private static final int MAX_OFFSET = 18 * 3600; // seconds, as in ZoneOffset

    private Moments() {}

    public static @Nullable LocalDate day(String text) {
        int length = text.length();
        if (length < MIN_CHARS || length > MAX_CHARS || text.charAt(DATE_CHARS) != 'T') {
            return null;
        }
        if (upTo(text, DATE_CHARS + 1, 23) < 0 || text.charAt(13) != ':' || upTo(text, 14, 59) < 0) {
            return null;
        }
        int at = 16;
        if (text.charAt(at) == ':') {
            if (upTo(text, at + 1, 59) < 0) {
                return null;
            }
            at = fraction(text, at + 3);
        }
        return isOffset(text, at) ? Days.iso(text, DATE_CHARS) : null;
    }

    /// Where the digits after a decimal point end; `at` where there is no point.
    private static int fraction(String text, int at) {
        if (at == text.length() || text.charAt(at) != '.') {
            return at;
        }
        int end = at + 1;
        while (end < text.length() && end - at <= MAX_FRACTION && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOffset(String text, int at) {
        int left = text.length() - at;
        if (left == 1) {
            return text.charAt(at) == 'Z' || text.charAt(at) == 'z';
        }
        if ((left != 3 && left != 6 && left != 9) || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            return false;
        }
        int seconds = 0;
        for (int part = at + 1, unit = 3600; part < text.length(); part += 3, unit /= 60) {
            int number = upTo(text, part, 59);
            if (number < 0 || (part > at + 1 && text.charAt(part - 1) != ':')) {
                return false;
            }
            seconds += number * unit;
        }
        return seconds <= MAX_OFFSET;
    }

    /// The two digits at `at`, or -1 where there are none or they say more than `most`.
    private static int upTo(String text, int at, int most) {
        if (!Ascii.areDigits(text, at, at + 2)) {
            return -1;
        }
        int pair = Ascii.pair(text, at);
        return pair <= most ? pair : -1;
    }
}
