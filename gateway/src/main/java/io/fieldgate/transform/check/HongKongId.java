package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// `hkid`: one or two letters, six digits and a check character, with or without its brackets; leaves as
/// `A123456(3)`.
final class HongKongId {

    private static final String SHAPE = "hkid-shape";
    private static final String CHECK_DIGIT = "hkid-check-digit";

    static final TextCheck CHECK = new TextCheck(
                    "hkid", List.of(SHAPE, CHECK_DIGIT), TextNormalization.CODE, HongKongId::judge)
            .meaning(new Meaning.Serial("A123456(3)"));

    private HongKongId() {}

    private static Outcome judge(String text, LocalDate today) {
        boolean brackets = text.length() > 3 && text.endsWith(")") && text.charAt(text.length() - 3) == '(';
        String bare = brackets ? text.substring(0, text.length() - 3) + text.charAt(text.length() - 2) : text;
        int letters = bare.length() - 7;
        if ((letters != 1 && letters != 2)
                || !bare.chars().limit(letters).allMatch(Ascii::isUpper)
                || !Ascii.areDigits(bare, letters, letters + 6)) {
            return TextCheck.unfit(SHAPE);
        }
        String body = bare.substring(0, letters + 6);
        char check = bare.charAt(letters + 6);
        return CheckDigits.hkid(body) == check ? TextCheck.fit(body + "(" + check + ")") : TextCheck.unfit(CHECK_DIGIT);
    }
}
