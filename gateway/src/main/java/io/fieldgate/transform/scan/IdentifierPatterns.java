package io.fieldgate.transform.scan;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.check.CheckDigits;
import io.fieldgate.transform.check.LicensePlate;
import io.fieldgate.transform.check.MobileNumber;
import io.fieldgate.transform.check.Passports;
import io.fieldgate.transform.check.ResidentId;
import org.jspecify.annotations.Nullable;

/// The rules of the recognisers, on folded text in upper case. Source: the checks of the same names; card
/// numbers also by the first digits of ISO/IEC 7812.
final class IdentifierPatterns {

    private IdentifierPatterns() {}

    static boolean hasResidentId(String text) {
        for (DigitRuns.Run run : DigitRuns.of(text)) {
            for (int i = 0; i + 18 <= run.digits().length(); i++) {
                String window = run.digits().substring(i, i + 18);
                if (ResidentId.isProvince(Ascii.pair(window, 0))
                        && ResidentId.born(window) != null
                        && CheckDigits.isMod11Of18(window)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean hasMobile(String text) {
        return DigitRuns.of(text).stream().anyMatch(run -> run.hasGroups(11, 15, IdentifierPatterns::isMobile));
    }

    private static boolean isMobile(String number) {
        int length = number.length();
        boolean prefixed = (length == 13 && number.startsWith("86")) || (length == 15 && number.startsWith("0086"));
        return MobileNumber.isMobile(prefixed ? number.substring(length - 11) : number);
    }

    static boolean hasBankCard(String text) {
        return DigitRuns.of(text).stream().anyMatch(run -> run.hasGroups(13, 19, IdentifierPatterns::isBankCard));
    }

    /// @param number 13 to 19 characters
    static boolean isBankCard(String number) {
        return isIssued(number) && Ascii.areDigits(number) && CheckDigits.isLuhn(number);
    }

    private static boolean isIssued(String card) {
        int first = Ascii.pair(card, 0);
        return card.charAt(0) == '4'
                || (first >= 51 && first <= 55)
                || (first >= 60 && first <= 65)
                || (first >= 34 && first <= 39)
                || (first >= 22 && first <= 27);
    }

    static boolean hasUsci(String text) {
        return hasWords(
                text,
                18,
                18,
                code -> Ascii.areDigits(code, 2, 8)
                        && ResidentId.isProvince(Ascii.pair(code, 2))
                        && CheckDigits.isMod31(code));
    }

    static boolean hasPassport(String text) {
        return hasWords(text, 8, 10, Passports::isChinese);
    }

    /// Whether such a code begins where a word begins and ends where one ends, whatever stands between its characters.
    private static boolean hasWords(String text, int shortest, int longest, DigitRuns.Rule rule) {
        for (int start = 0; start < text.length(); start++) {
            if (isPart(text, start) && !isPart(text, start - 1) && isCodeAt(text, start, shortest, longest, rule)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCodeAt(String text, int start, int shortest, int longest, DigitRuns.Rule rule) {
        StringBuilder code = new StringBuilder(longest);
        int between = 0;
        for (int i = start; i < text.length() && code.length() < longest && between <= DigitRuns.MOST_BETWEEN; i++) {
            if (isPart(text, i)) {
                between = 0;
                code.append(text.charAt(i));
                if (code.length() >= shortest && !isPart(text, i + 1) && rule.hits(code.toString())) {
                    return true;
                }
            } else if (Character.isLetterOrDigit(text.codePointAt(i))) {
                return false;
            } else {
                between++;
            }
        }
        return false;
    }

    private static boolean isPart(String text, int at) {
        return at >= 0 && at < text.length() && (Ascii.isUpper(text.charAt(at)) || Ascii.isDigit(text.charAt(at)));
    }

    static boolean hasPlate(String text) {
        for (int i = 0; i + 7 <= text.length(); i++) {
            if (LicensePlate.PROVINCES.indexOf(text.charAt(i)) >= 0 && plateAt(text, i) != null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String plateAt(String text, int start) {
        StringBuilder plate = new StringBuilder(8);
        for (int i = start; i < text.length() && plate.length() < 8; i++) {
            char c = text.charAt(i);
            if (DigitRuns.isBetween(c)) {
                continue;
            }
            plate.append(c);
            if (plate.length() >= 7 && LicensePlate.isPlate(plate.toString())) {
                return plate.toString();
            }
        }
        return null;
    }
}
