package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// `passport-cn`: `E` and eight digits, `E` letter (no I, O) and seven digits, or `D`, `S`, `P` with an
/// optional `E` and seven or eight digits.
/// `passport-foreign`: five to nine letters and digits; ten characters are the field of a machine-readable zone
/// with its check digit, which is judged and dropped.
/// Source: ICAO Doc 9303-3 (check digit).
public final class Passports {

    private static final String SHAPE = "passport-foreign";
    private static final String CHECK_DIGIT = "passport-check-digit";
    private static final int MRZ_FIELD = 9;

    static final TextCheck CHINESE = TextCheck.of("passport-cn", TextNormalization.CODE, Passports::isChinese)
            .meaning(new Meaning.Serial("E12345678"));
    static final TextCheck FOREIGN = new TextCheck(
                    SHAPE, List.of(SHAPE, CHECK_DIGIT), TextNormalization.CODE, Passports::foreign)
            .meaning(new Meaning.Serial("L898902C3"));

    private Passports() {}

    /// Passport of China, ordinary, diplomatic, service or public affairs.
    public static boolean isChinese(String code) {
        int length = code.length();
        if (length < 8 || !Ascii.isUpper(code.charAt(0))) {
            return false;
        }
        char first = code.charAt(0);
        boolean letterSecond = Ascii.isUpper(code.charAt(1)) && code.charAt(1) != 'I' && code.charAt(1) != 'O';
        if (first == 'E') {
            return length == 9 && (Ascii.areDigits(code, 1, 9) || (letterSecond && Ascii.areDigits(code, 2, 9)));
        }
        if (first != 'D' && first != 'S' && first != 'P') {
            return false;
        }
        int digitsFrom = code.charAt(1) == 'E' ? 2 : 1;
        int digits = length - digitsFrom;
        return (digits == 7 || digits == 8) && Ascii.areDigits(code, digitsFrom, length);
    }

    private static Outcome foreign(String text, LocalDate today) {
        if (text.length() == MRZ_FIELD + 1) {
            return readable(text);
        }
        return text.length() >= 5 && text.length() <= MRZ_FIELD && Ascii.areCode(text)
                ? TextCheck.fit(text)
                : TextCheck.unfit(SHAPE);
    }

    private static Outcome readable(String text) {
        int filler = text.indexOf('<');
        String number = filler < 0 ? text.substring(0, MRZ_FIELD) : text.substring(0, filler);
        boolean filled = filler < 0 || text.substring(filler, MRZ_FIELD).chars().allMatch(c -> c == '<');
        if (!filled || number.length() < 5 || !Ascii.areCode(number) || !Ascii.isDigit(text.charAt(MRZ_FIELD))) {
            return TextCheck.unfit(SHAPE);
        }
        return CheckDigits.mrz(text.substring(0, MRZ_FIELD)) == text.charAt(MRZ_FIELD) - '0'
                ? TextCheck.fit(number)
                : TextCheck.unfit(CHECK_DIGIT);
    }
}
