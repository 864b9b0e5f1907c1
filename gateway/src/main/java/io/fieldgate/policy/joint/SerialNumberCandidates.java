package io.fieldgate.policy.joint;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How many numbers a mask leaves of a paper or device whose number holds nothing but a serial: the type's `values`,
/// divided by 10 for each digit and by 26 for each letter that shows.
/// Error bound: every shown character counts as fully informative, so the real number of candidates is higher.
public final class SerialNumberCandidates {
    private static final double LETTERS = 26;
    private static final double DIGITS = 10;
    private static final double HAN = 100; // words before 字第

    private SerialNumberCandidates() {}

    /// @param serial what the type is known to hold
    /// @param forms what is seen of one number, laid side by side
    /// @return empty where nobody knows how much a form gives away of the type
    public static OptionalDouble left(Optional<Meaning.Serial> serial, double values, List<Form> forms) {
        String sample = serial.map(Meaning.Serial::sample).orElse("");
        boolean[] shows = new boolean[sample.length()];
        for (Form form : forms) {
            if (sample.isEmpty()
                    || form.effect() != Effect.MASK
                    || !(form.apply(new Value.Text(sample), null) instanceof Outcome.Fit(Value.Text(String shown)))
                    || shown.length() != sample.length()) {
                return OptionalDouble.empty();
            }
            for (int i = 0; i < sample.length(); i++) {
                boolean same = shown.charAt(i) == sample.charAt(i);
                if (!same && shown.charAt(i) != '*') {
                    return OptionalDouble.empty(); // a mask that moves characters says nobody knows what
                }
                shows[i] |= same;
            }
        }
        double left = values;
        for (int i = 0; i < sample.length(); i++) {
            left /= shows[i] ? weight(sample.charAt(i)) : 1;
        }
        return OptionalDouble.of(left);
    }

    private static double weight(char shown) {
        if (Ascii.isDigit(shown)) {
            return DIGITS;
        }
        return Ascii.isUpper(shown) ? LETTERS : shown > 0x2E80 ? HAN : 1;
    }
}
