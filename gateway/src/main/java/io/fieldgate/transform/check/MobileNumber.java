package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// Mobile number of the mainland: `1[3-9]` and nine digits; a leading `+86`, `0086` or `86` is dropped.
public final class MobileNumber {

    static final String SHAPE = "mobile-shape";
    static final TextCheck CHECK =
            new TextCheck("mobile-cn", List.of(SHAPE), TextNormalization.CODE, MobileNumber::judge);

    private MobileNumber() {}

    private static Outcome judge(String text, LocalDate today) {
        String number = withoutCountry(text);
        return isMobile(number) ? TextCheck.fit(number) : TextCheck.unfit(SHAPE);
    }

    private static String withoutCountry(String text) {
        for (String prefix : List.of("+86", "0086", "86")) {
            if (text.startsWith(prefix) && text.length() == prefix.length() + 11) {
                return text.substring(prefix.length());
            }
        }
        return text;
    }

    public static boolean isMobile(String digits) {
        return digits.length() == 11 && Ascii.areDigits(digits) && digits.charAt(0) == '1' && digits.charAt(1) >= '3';
    }
}
