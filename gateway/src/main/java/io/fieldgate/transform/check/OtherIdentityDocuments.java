package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Han;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.Rules;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;

/// Papers whose numbers follow a resident ID or have no check character of their own. `military-id`: Han, 字第,
/// four to eight digits, 号. `driver-licence`: a resident ID or twelve digits. `social-security`: a resident ID
/// or nine letters and digits. `birth-cert`: a letter and nine digits.
final class OtherIdentityDocuments {

    static final TextCheck MILITARY = TextCheck.of(
                    "military-id", TextNormalization.CODE, OtherIdentityDocuments::isMilitary)
            .meaning(new Meaning.Serial("军字第1234567号"));
    static final TextCheck DRIVER = orResidentId("driver-licence", text -> text.length() == 12 && Ascii.areDigits(text))
            .meaning(new Meaning.ResidentId(false, ResidentId.REGIONS));
    static final TextCheck SOCIAL_SECURITY = orResidentId(
                    "social-security", text -> text.length() == 9 && Ascii.areCode(text))
            .meaning(new Meaning.ResidentId(false, ResidentId.REGIONS));
    static final TextCheck BIRTH = TextCheck.of(
                    "birth-cert",
                    TextNormalization.CODE,
                    text -> text.length() == 10 && Ascii.isUpper(text.charAt(0)) && Ascii.areDigits(text, 1, 10))
            .meaning(new Meaning.Serial("A123456789"));

    private OtherIdentityDocuments() {}

    private static TextCheck orResidentId(String name, TextCheck.Rule other) {
        return new TextCheck(
                name,
                Rules.with(ResidentId.RULES, name),
                TextNormalization.CODE,
                (text, today) -> judge(name, other, text, today));
    }

    private static Outcome judge(String name, TextCheck.Rule other, String text, LocalDate today) {
        if (other.holds(text)) {
            return TextCheck.fit(text);
        }
        String missed = ResidentId.missed(text, today);
        return missed == null ? TextCheck.fit(text) : TextCheck.unfit(text.length() == 18 ? missed : name);
    }

    private static boolean isMilitary(String text) {
        int word = text.indexOf("字第");
        if (word < 1 || !text.endsWith("号")) {
            return false;
        }
        int digits = text.length() - 1 - (word + 2);
        boolean han = text.substring(0, word).codePoints().allMatch(Han::isHan);
        return han && word <= 4 && digits >= 4 && digits <= 8 && Ascii.areDigits(text, word + 2, text.length() - 1);
    }
}
