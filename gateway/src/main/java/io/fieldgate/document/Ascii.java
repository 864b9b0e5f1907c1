package io.fieldgate.document;

/// Tests on ASCII characters. `Character.isDigit` would take digits of every script.
public final class Ascii {

    private Ascii() {}

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    public static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    public static boolean isLetter(int c) {
        return isUpper(c) || isLower(c);
    }

    public static boolean isLetterOrDigit(int c) {
        return isLetter(c) || isDigit(c);
    }

    public static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// True when `text` is digits only from `from` to `to`, and that is at least one.
    public static boolean areDigits(String text, int from, int to) {
        if (from >= to || to > text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public static boolean areDigits(String text) {
        return areDigits(text, 0, text.length());
    }

    /// True when every character is an upper-case letter or a digit.
    public static boolean areCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUpper(text.charAt(i)) && !isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// Two digits as a number; the caller has tested that they are digits.
    public static int pair(String digits, int at) {
        return (digits.charAt(at) - '0') * 10 + digits.charAt(at + 1) - '0';
    }
}
