package io.fieldgate.document;

import java.util.function.Predicate;

/// How an outside name appears in a note: the name itself only where the caller's rule allows it, else its
/// shape or position.
final class Names {

    private static final int MAX_DIGITS = 99;

    private Names() {}

    /// @param position which member, parameter or part it was, from 1
    static String shown(String name, int position, Predicate<String> nameable) {
        if (nameable.test(name)) {
            return name;
        }
        boolean digits =
                !name.isEmpty() && name.length() <= MAX_DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? "<" + name.length() + " digits>" : "#" + position;
    }
}
