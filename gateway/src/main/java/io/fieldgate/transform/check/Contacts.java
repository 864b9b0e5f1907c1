package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Ways to reach somebody other than a mobile of the mainland.
/// `phone-fixed`: `0` and two or three digits, seven or eight digits, an extension; leaves as
/// `0755-26000000-123`. `phone-intl`: E.164, leaves with `+`.
/// `email`: the dot-atom form of RFC 5321, domain in lower case. `account`: 6 to 64 letters, digits, `_`, `-`, `.`.
final class Contacts {

    private static final String FIXED_RULE = "phone-fixed";
    private static final String INTL_RULE = "phone-intl";
    private static final String EMAIL_RULE = "email";
    private static final int MAX_LOCAL = 64; // RFC 5321, 4.5.3.1.1
    private static final int MAX_EMAIL = 254; // RFC 5321, 4.5.3.1.3

    static final TextCheck FIXED =
            new TextCheck(FIXED_RULE, List.of(FIXED_RULE), TextNormalization.DASHED, Contacts::fixed);
    static final TextCheck INTL =
            new TextCheck(INTL_RULE, List.of(INTL_RULE), TextNormalization.CODE, Contacts::international);
    static final TextCheck EMAIL =
            new TextCheck(EMAIL_RULE, List.of(EMAIL_RULE), TextNormalization.WORDS, Contacts::email);
    static final TextCheck ACCOUNT = TextCheck.of("account", TextNormalization.WORDS, Contacts::isAccount);

    private Contacts() {}

    private static Outcome fixed(String text, LocalDate today) {
        List<String> parts = List.of(text.split("-", -1));
        String whole = parts.getFirst();
        int areaDigits =
                whole.startsWith("01") || whole.startsWith("02") ? 3 : 4; // two-digit areas are the largest cities
        boolean joined = whole.length() > 4;
        String area = joined ? whole.substring(0, Math.min(areaDigits, whole.length())) : whole;
        String number = joined ? whole.substring(area.length()) : parts.size() > 1 ? parts.get(1) : "";
        int next = joined ? 1 : 2;
        String extension = parts.size() > next ? parts.get(next) : "";
        boolean fits = parts.size() <= next + 1
                && (area.length() == 3 || area.length() == 4)
                && area.charAt(0) == '0'
                && Ascii.areDigits(area)
                && (number.length() == 7 || number.length() == 8)
                && Ascii.areDigits(number)
                && (parts.size() <= next || (extension.length() <= 6 && Ascii.areDigits(extension)));
        return fits
                ? TextCheck.fit(area + "-" + number + (extension.isEmpty() ? "" : "-" + extension))
                : TextCheck.unfit(FIXED_RULE);
    }

    private static Outcome international(String text, LocalDate today) {
        String digits = text.startsWith("+") ? text.substring(1) : text.startsWith("00") ? text.substring(2) : "";
        boolean fits =
                digits.length() >= 7 && digits.length() <= 15 && Ascii.areDigits(digits) && digits.charAt(0) != '0';
        return fits ? TextCheck.fit("+" + digits) : TextCheck.unfit(INTL_RULE);
    }

    private static Outcome email(String text, LocalDate today) {
        int at = text.indexOf('@');
        boolean fits = text.length() <= MAX_EMAIL
                && at >= 1
                && at <= MAX_LOCAL
                && areAtoms(text.substring(0, at))
                && isDomain(text.substring(at + 1));
        return fits
                ? TextCheck.fit(text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT))
                : TextCheck.unfit(EMAIL_RULE);
    }

    private static boolean areAtoms(String local) {
        for (String atom : local.split("\\.", -1)) {
            if (atom.isEmpty()
                    || !atom.chars()
                            .allMatch(c ->
                                    Ascii.isLetter(c) || Ascii.isDigit(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomain(String domain) {
        List<String> labels = List.of(domain.split("\\.", -1));
        for (String label : labels) {
            boolean fits = !label.isEmpty()
                    && label.length() <= 63
                    && !label.startsWith("-")
                    && !label.endsWith("-")
                    && label.chars().allMatch(c -> Ascii.isLetter(c) || Ascii.isDigit(c) || c == '-');
            if (!fits) {
                return false;
            }
        }
        return labels.size() >= 2 && !Ascii.areDigits(labels.getLast());
    }

    private static boolean isAccount(String text) {
        return text.length() >= 6
                && text.length() <= 64
                && text.chars()
                        .allMatch(c -> Ascii.isLetter(c) || Ascii.isDigit(c) || c == '_' || c == '-' || c == '.');
    }
}
