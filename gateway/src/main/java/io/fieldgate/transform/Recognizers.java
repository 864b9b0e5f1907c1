package io.fieldgate.transform;

import java.util.Optional;

/// Finds look-alikes of identifiers in text: resident ID, mobile, bank card, passport, plate, USCI. Adds refusals, never permissions.
public final class Recognizers {

    private Recognizers() {}

    /// Name of the first recogniser that hits anywhere in the text (also behind separators, full-width digits, base64).
    public static Optional<String> find(String text) {
        throw new IllegalStateException("not built");
    }

    /// Whether an undeclared name may be repeated in reports: `[A-Za-z_][A-Za-z0-9_.-]{0,63}`, no four digits in a row, no hit.
    public static boolean isHarmlessName(String name) {
        throw new IllegalStateException("not built");
    }
}
