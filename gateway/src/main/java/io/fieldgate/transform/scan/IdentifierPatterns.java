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
        for (String run : DigitRuns.of(text, DigitRuns.Between.ANY)) {
            for (int i = 0; i + 18 <= run.length(); i++) {
                String window = run.substring(i, i + 18);
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
        for (String run : DigitRuns.of(text, DigitRuns.Between.USUAL)) {
            int length = run.length();
            boolean prefixed = (length == 13 && run.startsWith("86")) || (length == 15 && run.startsWith("0086"));
            if (MobileNumber.isMobile(prefixed ? run.substring(length - 11) : run)) {
                return true;
            }
        }
        return false;
    }

    static boolean hasBankCard(String text) {
        for (String run : DigitRuns.of(text, DigitRuns.Between.USUAL)) {
            if (run.length() >= 13
                    && run.length() <= 19
                    && isIssued(run)
                    && Ascii.areDigits(run)
                    && CheckDigits.isLuhn(run)) {
                return true;
            }
        }
        return false;
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
        for (int i = 0; i < text.length(); ) {
            int end = wordEnd(text, i);
            if (end - i == 18
                    && Ascii.areDigits(text, i + 2, i + 8)
                    && ResidentId.isProvince(Ascii.pair(text, i + 2))
                    && CheckDigits.isMod31(text.substring(i, end))) {
                return true;
            }
            i = Math.max(end, i + 1);
        }
        return false;
    }

    static boolean hasPassport(String text) {
        for (int i = 0; i < text.length(); ) {
            int end = wordEnd(text, i);
            if (end - i >= 8 && end - i <= 10 && Passports.isChinese(text.substring(i, end))) {
                return true;
            }
            i = Math.max(end, i + 1);
        }
        return false;
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
            if (c == ' ' || c == '-' || c == '·' || c == '.') {
                continue;
            }
            plate.append(c);
            if (plate.length() >= 7 && LicensePlate.isPlate(plate.toString())) {
                return plate.toString();
            }
        }
        return null;
    }

    /// The end of the run of letters and digits that starts here; the start itself where none does.
    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && (Ascii.isUpper(text.charAt(end)) || Ascii.isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }
}
