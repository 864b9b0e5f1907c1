package io.fieldgate.audit;

import io.fieldgate.document.Ascii;
import java.util.List;

/// What text may stand in a leaf. Leaves outlive persons' data, so every text part has a bounded shape and free
/// text has none.
/// Callers that take such text from outside ask here first and refuse; a record of [AuditEvent] throws on what
/// they let through.
public final class LeafText {
    private static final int MAX_NAME = 128; // code points
    private static final int MAX_ROUTE = 256; // code points
    private static final int MAX_POLICY_TEXT = 200; // code points
    private static final int RESIDENT_ID_LENGTH = 18;
    private static final boolean[] NAME_CHARS = nameChars();

    private LeafText() {}

    /// Ids of staff, organisations, roles, policies, purposes, keys: letters, `0`-`9` and `._~:/@+=-|*#`, at
    /// most 128 code points, and not of the shape of a resident id or mobile number.
    public static boolean isId(String text) {
        return isName(text) && !looksPersonal(text);
    }

    /// Case numbers: `[A-Za-z0-9./_-]{1,40}`, and not of the shape of a resident id or mobile number.
    public static boolean isCaseNumber(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && "./_-".indexOf(c) < 0) {
                return false;
            }
        }
        return !looksPersonal(text);
    }

    /// Codes of outcomes, rules and reasons: `[A-Za-z0-9.-]{1,64}`.
    public static boolean isCode(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /// An 18-character run of digits (the last may be X), or an 11-digit run that begins 13 to 19: shapes of
    /// resident ids and mobiles.
    private static boolean looksPersonal(String text) {
        int run = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Ascii.isDigit(c)) {
                run++;
                continue;
            }
            boolean checkX = run == RESIDENT_ID_LENGTH - 1 && (c == 'X' || c == 'x');
            boolean mobile = run == 11 && text.charAt(i - 11) == '1' && text.charAt(i - 10) >= '3';
            if (checkX || mobile || run == RESIDENT_ID_LENGTH) {
                return true;
            }
            run = 0;
        }
        return false;
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 2 * MAX_NAME) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) { // a plain loop: it runs some twenty times for each leaf
            char c = text.charAt(i);
            if (c >= 0x80 ? !isLetterBeyondAscii(text, i) : !NAME_CHARS[c]) {
                return false;
            }
        }
        return text.length() <= MAX_NAME || text.codePointCount(0, text.length()) <= MAX_NAME;
    }

    private static boolean isLetterBeyondAscii(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at))
                ? at > 0 && Character.isHighSurrogate(text.charAt(at - 1))
                : Character.isLetter(text.codePointAt(at));
    }

    private static boolean[] nameChars() {
        boolean[] chars = new boolean[0x80];
        for (char c = 0; c < chars.length; c++) {
            chars[c] = Ascii.isLetterOrDigit(c) || "._~:/@+=-|*#".indexOf(c) >= 0;
        }
        return chars;
    }

    static String id(String what, String text) {
        return accept(isId(text), what, "an id of at most 128 letters, digits and ._~:/@+=-|*#", text);
    }

    static String idOrNone(String what, String text) {
        return text.isEmpty() ? text : id(what, text);
    }

    static List<String> ids(String what, List<String> texts) {
        return texts.stream().map(text -> id(what, text)).toList();
    }

    /// A name that stands in an officer's file; it may hold digits that an id from outside may not.
    public static String declaredName(String what, String text) {
        return accept(isName(text), what, "a name of at most 128 letters, digits and ._~:/@+=-|*#", text);
    }

    public static String code(String what, String text) {
        return accept(isCode(text), what, "a code of at most 64 letters, digits, dots and hyphens", text);
    }

    static String codeOrNone(String what, String text) {
        return text.isEmpty() ? text : code(what, text);
    }

    static String caseOrNone(String text) {
        return text.isEmpty()
                ? text
                : accept(isCaseNumber(text), "case", "a case number of at most 40 characters", text);
    }

    /// A route template: printable, never a raw path.
    public static String routeOrNone(String text) {
        return accept(isPrintable(text, MAX_ROUTE), "route", "a printable template of at most 256 characters", text);
    }

    /// Text an officer wrote into a policy file: printable, at most 200 code points, may be empty.
    public static String policyText(String what, String text) {
        return accept(isPrintable(text, MAX_POLICY_TEXT), what, "printable text of at most 200 characters", text);
    }

    /// Base64url without padding of the given number of bytes, or empty.
    public static String base64urlOrNone(String what, String text, int bytes) {
        int length = (bytes * 8 + 5) / 6;
        boolean fits = text.isEmpty() || text.length() == length;
        for (int i = 0; fits && i < text.length(); i++) {
            fits = isBase64url(text.charAt(i));
        }
        return accept(fits, what, "base64url of " + bytes + " bytes without padding", text);
    }

    /// Ciphertext a custodian made over random bytes: `[A-Za-z0-9:._+/=-]{0,1024}`.
    public static String canaryOrNone(String text) {
        boolean fits = text.length() <= 1024
                && text.chars().allMatch(c -> Ascii.isLetterOrDigit(c) || ":._+/=-".indexOf(c) >= 0);
        return accept(fits, "canary", "at most 1024 characters of base64 text", text);
    }

    static int count(String what, int number) {
        if (number < 0) {
            throw new IllegalArgumentException("`" + what + "` is not a count.");
        }
        return number;
    }

    private static String accept(boolean fits, String what, String wanted, String text) {
        if (!fits) {
            throw new IllegalArgumentException("`" + what + "` of a leaf is not " + wanted + ".");
        }
        return text;
    }

    private static boolean isPrintable(String text, int maxCodePoints) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = Character.isHighSurrogate(c)
                    ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (c < 0x20 || (c >= 0x7f && c < 0xa0) || half) {
                return false;
            }
        }
        return text.length() <= maxCodePoints || text.codePointCount(0, text.length()) <= maxCodePoints;
    }

    private static boolean isBase64url(int c) {
        return Ascii.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
