package io.fieldgate.transform;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Decimal numbers as they stand: `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, at most 64 characters, no exponent; zero has no sign.
/// Compared exactly, never through binary fractions.
public final class Decimals {

    public static final int MAX_CHARS = 64;

    private Decimals() {}

    public static boolean isDecimal(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        if (text.length() > MAX_CHARS || !Ascii.areDigits(text, at, end)) {
            return false;
        }
        boolean signedZero = at == 1 && text.chars().allMatch(c -> c == '-' || c == '0' || c == '.');
        if (signedZero || (text.charAt(at) == '0' && end - at > 1)) {
            return false;
        }
        return point < 0 || Ascii.areDigits(text, point + 1, text.length());
    }

    public static boolean isWhole(String text) {
        return isDecimal(text) && text.indexOf('.') < 0;
    }

    /// The number in a text or number value; null when it is none.
    public static @Nullable BigDecimal of(Value value) {
        String literal = TextNormalization.literal(value);
        if (literal == null || literal.length() > MAX_CHARS) {
            return null;
        }
        String folded = TextNormalization.WORDS.fold(literal);
        return folded != null && isDecimal(folded) ? new BigDecimal(folded) : null;
    }
}
