package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.TextNormalization;
import java.util.Locale;
import java.util.Set;

/// Short codes of public lists.
/// `nationality`: a country code of three letters. `ethnicity`: `01` to `58`, `97`. `postcode`: six digits, the
/// first at most 8.
/// `icd-10`: a letter, two digits, a dot and more digits. `trip-number`: train or flight. `seat`: row or
/// carriage, seat, letter.
/// Source: ISO 3166-1 (GB/T 2659), GB/T 3304.
final class Codes {

    private static final Set<String> COUNTRIES = Set.copyOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3));

    static final TextCheck NATIONALITY = TextCheck.of("nationality", TextNormalization.CODE, COUNTRIES::contains);
    static final TextCheck ETHNICITY = TextCheck.of("ethnicity", TextNormalization.CODE, Codes::isEthnicity);
    static final TextCheck POSTCODE = TextCheck.of(
                    "postcode",
                    TextNormalization.CODE,
                    text -> text.length() == 6 && Ascii.areDigits(text) && text.charAt(0) <= '8')
            .meaning(Meaning.Place.EXACT);
    static final TextCheck ICD_10 = TextCheck.of("icd-10", TextNormalization.CODE, Codes::isDiagnosis);
    static final TextCheck TRIP =
            TextCheck.of("trip-number", TextNormalization.CODE, text -> isTrain(text) || isFlight(text));
    static final TextCheck SEAT = TextCheck.of("seat", TextNormalization.DASHED, Codes::isSeat);

    private Codes() {}

    private static boolean isEthnicity(String text) {
        if (text.length() != 2 || !Ascii.areDigits(text)) {
            return false;
        }
        int code = Ascii.pair(text, 0);
        return (code >= 1 && code <= 58) || code == 97;
    }

    private static boolean isDiagnosis(String text) {
        if (text.length() < 3 || text.length() > 10 || !Ascii.isUpper(text.charAt(0)) || !Ascii.areDigits(text, 1, 3)) {
            return false;
        }
        return text.length() == 3 || (text.charAt(3) == '.' && Ascii.areDigits(text, 4, text.length()));
    }

    private static boolean isTrain(String text) {
        int from = !text.isEmpty() && "GDCZTKLYS".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        return text.length() - from >= 1 && text.length() - from <= 4 && Ascii.areDigits(text, from, text.length());
    }

    private static boolean isFlight(String text) {
        if (text.length() < 5 || text.length() > 7 || !Ascii.areCode(text)) {
            return false;
        }
        int end = Ascii.isUpper(text.charAt(text.length() - 1)) ? text.length() - 1 : text.length();
        return (end == 5 || end == 6) && Ascii.areDigits(text, 2, end);
    }

    private static boolean isSeat(String text) {
        int end = !text.isEmpty() && text.charAt(text.length() - 1) >= 'A' && text.charAt(text.length() - 1) <= 'F'
                ? text.length() - 1
                : text.length();
        int dash = text.indexOf('-');
        if (dash < 0) {
            return end >= 2 && end <= 5 && Ascii.areDigits(text, 0, end);
        }
        return dash <= 2
                && Ascii.areDigits(text, 0, dash)
                && end - dash - 1 <= 3
                && Ascii.areDigits(text, dash + 1, end);
    }
}
