package io.fieldgate.transform.derive;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Chars;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.ResidentId;
import io.fieldgate.transform.form.NumberBands;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.Set;

/// The age a value shows: a resident ID, a birth date, an age. Empty for everything else.
public final class Ages {

    private static final String AGE = "person.age";

    /// The type of age bands; its words are the vocabulary's.
    public static final String BAND = "person.age-band";

    /// Types whose values say how old somebody is.
    public static final Set<String> TYPES =
            Set.of("cn.resident-id", "cn.hkmt-residence", "person.birth-date", AGE, BAND);

    /// Below it a guardian consents. Source: PIPL, article 31.
    public static final int OF_CONSENT = 14;

    private Ages() {}

    /// True where a value of that type shows an age below [#OF_CONSENT].
    /// @param childBands the words that say so, as the vocabulary has them
    public static boolean isChild(String type, Value value, Set<String> childBands, LocalDate today) {
        String literal = TextNormalization.literal(value);
        if (type.equals(BAND)) {
            return literal != null && childBands.contains(literal);
        }
        if (type.equals(AGE)) {
            boolean years = literal != null && literal.length() <= 3 && Chars.areDigits(literal);
            return years && Integer.parseInt(literal) < OF_CONSENT;
        }
        OptionalInt age = of(value, today);
        return age.isPresent() && age.getAsInt() < OF_CONSENT;
    }

    /// The bands of a function that lie wholly below [#OF_CONSENT]; empty where no step stands there, so that a band
    /// could hold both sides, and for a function that gives no bands.
    public static Set<String> childBands(Derivation function) {
        if (!(function instanceof AgeFromId(NumberBands bands))) {
            return Set.of();
        }
        int below = 1;
        for (BigDecimal step : bands.steps()) {
            if (step.compareTo(BigDecimal.valueOf(OF_CONSENT)) == 0) {
                return Set.copyOf(bands.names().subList(0, below));
            }
            below++;
        }
        return Set.of();
    }

    /// All bands of a function; empty for a function that gives none.
    public static Set<String> bands(Derivation function) {
        return function instanceof AgeFromId(NumberBands bands) ? Set.copyOf(bands.names()) : Set.of();
    }

    /// @return full years on the given day
    public static OptionalInt of(Value value, LocalDate today) {
        LocalDate born = AgeFromId.born(value, today);
        return born == null || born.isAfter(today) ? OptionalInt.empty() : OptionalInt.of(ResidentId.age(born, today));
    }
}
