package io.fieldgate.transform.scan;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.check.MobileNumber;

/// What a UUID hides. The digits of a random one look like a mobile or card number once in two thousand, so a number
/// counts only where the rest looks like what fills up, not like chance:
///
/// | Found | Counts where |
/// |---|---|
/// | a resident number, with province, date and check digit | always |
/// | a mobile number that fills the id's beginning or end, but for a `0` | at most [#FEW] letters stand elsewhere |
/// | a mobile number between zeros, letters and ends | at most one letter stands elsewhere |
/// | a bank card between zeros and ends | there is no letter at all |
/// | whatever any recogniser knows | nothing but zeros stands elsewhere |
///
/// Each is read twice: as it is, and without the digits of version and variant, which nobody chooses.
/// Bound: of random UUIDs at most one in 100,000 is refused; the measured figure stands in `docs/reference/values.md`.
/// A number amid digits that were made up like chance is not found.
final class UuidPatterns {

    private static final int FEW = 3;
    private static final int MOBILE = 11;
    private static final int VERSION = 12; // of 32 digits
    private static final int VARIANT = 16;
    private static final int LONGEST = 20; // characters of an identifier, and one

    private UuidPatterns() {}

    /// @param uuid 8-4-4-4-12
    static boolean hides(String uuid, Recognizers.Recognizer recognizer) {
        StringBuilder digits = new StringBuilder(32);
        for (int i = 0; i < uuid.length(); i++) {
            char c = uuid.charAt(i);
            if (c != '-') {
                digits.append(Ascii.isLower(c) ? (char) (c - 'a' + 'A') : c);
            }
        }
        String whole = digits.toString();
        String chosen = digits.deleteCharAt(VARIANT).deleteCharAt(VERSION).toString();
        return hidesIn(whole, chosen, recognizer) || hidesIn(chosen, chosen, recognizer);
    }

    private static boolean hidesIn(String digits, String chosen, Recognizers.Recognizer recognizer) {
        int letters = letters(chosen);
        boolean hit = switch (recognizer.name()) {
            case "cn-id" -> recognizer.rule().hits(digits);
            case "mobile" -> hasMobile(digits, letters);
            case "bank-card" -> letters == 0 && hasCard(chosen);
            default -> false;
        };
        return hit || isFilledUp(digits, recognizer);
    }

    private static int letters(String digits) {
        int letters = 0;
        for (int i = 0; i < digits.length(); i++) {
            letters += Ascii.isDigit(digits.charAt(i)) ? 0 : 1;
        }
        return letters;
    }

    /// @param letters in the digits that somebody chose; a mobile number has none
    private static boolean hasMobile(String digits, int letters) {
        int last = digits.length() - MOBILE;
        for (int i = 0; i <= last && letters <= FEW; i++) {
            boolean fills = (i <= 1 || i >= last - 1) && isEdge(digits, i - 1) && isEdge(digits, i + MOBILE);
            boolean fits = letters <= 1 && isFiller(digits, i - 1) && isFiller(digits, i + MOBILE);
            if ((fills || fits) && MobileNumber.isMobile(digits.substring(i, i + MOBILE))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFiller(String digits, int at) {
        return isEdge(digits, at) || !Ascii.isDigit(digits.charAt(at));
    }

    private static boolean isEdge(String digits, int at) {
        return at < 0 || at >= digits.length() || digits.charAt(at) == '0';
    }

    private static boolean hasCard(String digits) {
        for (int from = 0; from < digits.length(); from++) {
            for (int to = from + 13; to <= Math.min(digits.length(), from + 19); to++) {
                boolean fits = isFiller(digits, from - 1) && isFiller(digits, to);
                if (fits && IdentifierPatterns.isBankCard(digits.substring(from, to))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Nothing but zeros around it; the number itself may begin and end in zeros.
    private static boolean isFilledUp(String digits, Recognizers.Recognizer recognizer) {
        int first = 0;
        while (first < digits.length() && digits.charAt(first) == '0') {
            first++;
        }
        int last = digits.length();
        while (last > first && digits.charAt(last - 1) == '0') {
            last--;
        }
        for (int from = Math.max(0, last - LONGEST); from <= first; from++) {
            for (int to = last; to <= Math.min(digits.length(), from + LONGEST); to++) {
                if (recognizer.rule().hits(digits.substring(from, to))) {
                    return true;
                }
            }
        }
        return false;
    }
}
