package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// `uuid`: 8-4-4-4-12 hexadecimal digits; leaves in lower case. Source: RFC 9562, section 4.
public final class UuidCheck {

    static final TextCheck CHECK = new TextCheck("uuid", List.of("uuid"), TextNormalization.DASHED, UuidCheck::judge)
            .meaning(new Meaning.Opaque());

    private UuidCheck() {}

    private static Outcome judge(String text, LocalDate today) {
        return isUuid(text) ? TextCheck.fit(text.toLowerCase(Locale.ROOT)) : TextCheck.unfit("uuid");
    }

    public static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : !Ascii.isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
