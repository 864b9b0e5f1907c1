package io.fieldgate.document;

import java.util.function.Predicate;

/// How a name that no register declares may be written: in notes, reports and leaves, which live longer than what a
/// client sends.
public final class UndeclaredName {

    private static final int MAX_DIGITS = 99;
    private static final int MAX_CHARS = 64;
    private static final int TELLING_DIGITS = 4; // a year, the end of a number: a name without them tells of nobody

    private UndeclaredName() {}

    /// `[A-Za-z_][A-Za-z0-9_.-]{0,63}` without four digits in a row.
    public static boolean isPlain(String name) {
        if (name.isEmpty() || name.length() > MAX_CHARS || !(Ascii.isLetter(name.charAt(0)) || name.charAt(0) == '_')) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            digits = Ascii.isDigit(c) ? digits + 1 : 0;
            if (digits == TELLING_DIGITS || !(Ascii.isLetterOrDigit(c) || "_.-".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /// The name itself where the caller's rule allows it, else its shape or position.
    /// @param position which member, parameter or part it was, from 1
    static String shown(String name, int position, Predicate<String> nameable) {
        if (nameable.test(name)) {
            return name;
        }
        boolean digits =
                !name.isEmpty() && name.length() <= MAX_DIGITS && name.chars().allMatch(Ascii::isDigit);
        return digits ? "<" + name.length() + " digits>" : "#" + position;
    }
}
