package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.Rules;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// Papers for crossing to and living on the mainland.
/// `hm-permit`: `H` or `M` and eight or ten digits. `tw-permit`: eight digits, then nothing, two digits or a
/// letter. `exit-permit`: `C`, `W` or `L` and eight digits, or `C`, a letter and seven digits.
/// `foreign-permanent`: 18 characters that begin with 9 and hold MOD 11-2, or three letters and twelve digits.
/// `hkmt-residence`: a resident ID of region 81, 82 or 83.
final class Permits {

    private static final String REGION = "hkmt-residence-region";

    static final TextCheck HONG_KONG_MACAU = TextCheck.of("hm-permit", TextNormalization.CODE, Permits::isHongKongMacau)
            .meaning(new Meaning.Serial("H12345678"));
    static final TextCheck TAIWAN = TextCheck.of("tw-permit", TextNormalization.CODE, Permits::isTaiwan)
            .meaning(new Meaning.Serial("12345678"));
    static final TextCheck EXIT = TextCheck.of("exit-permit", TextNormalization.CODE, Permits::isExit)
            .meaning(new Meaning.Serial("C12345678"));
    static final TextCheck FOREIGN = TextCheck.of(
                    "foreign-permanent", TextNormalization.CODE, Permits::isForeignPermanent)
            .meaning(new Meaning.ResidentId(false, ResidentId.REGIONS));
    static final TextCheck RESIDENCE = new TextCheck(
                    "hkmt-residence", Rules.with(ResidentId.RULES, REGION), TextNormalization.CODE, Permits::residence)
            .meaning(new Meaning.ResidentId(true, 3));

    private Permits() {}

    private static boolean isHongKongMacau(String text) {
        boolean letter = text.startsWith("H") || text.startsWith("M");
        return letter && (text.length() == 9 || text.length() == 11) && Ascii.areDigits(text, 1, text.length());
    }

    private static boolean isTaiwan(String text) {
        return switch (text.length()) {
            case 8, 10 -> Ascii.areDigits(text);
            case 9 -> Ascii.areDigits(text, 0, 8) && Ascii.isUpper(text.charAt(8));
            default -> false;
        };
    }

    private static boolean isExit(String text) {
        if (text.length() != 9 || !List.of('C', 'W', 'L').contains(text.charAt(0))) {
            return false;
        }
        return Ascii.areDigits(text, 1, 9)
                || (text.charAt(0) == 'C' && Ascii.isUpper(text.charAt(1)) && Ascii.areDigits(text, 2, 9));
    }

    private static boolean isForeignPermanent(String text) {
        if (text.length() == 15) {
            return Ascii.areDigits(text, 3, 15) && text.chars().limit(3).allMatch(Ascii::isUpper);
        }
        boolean shaped = text.length() == 18 && text.charAt(0) == '9' && Ascii.areDigits(text, 0, 17);
        return shaped && (Ascii.isDigit(text.charAt(17)) || text.charAt(17) == 'X') && CheckDigits.isMod11Of18(text);
    }

    private static Outcome residence(String text, LocalDate today) {
        String missed = ResidentId.missed(text, today);
        if (missed != null) {
            return TextCheck.unfit(missed);
        }
        return Ascii.pair(text, 0) >= 81 ? TextCheck.fit(text) : TextCheck.unfit(REGION);
    }
}
