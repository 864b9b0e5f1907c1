package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.Set;

/// The age a value shows: a resident ID, a birth date, an age. Empty for everything else.
public final class Ages {

    private static final String AGE = "person.age";
    private static final String BAND = "person.age-band";
    private static final String UNDER = "under-14"; // the band's name in the vocabulary

    /// Types whose values say how old somebody is.
    public static final Set<String> TYPES =
            Set.of("cn.resident-id", "cn.hkmt-residence", "person.birth-date", AGE, BAND);

    /// Below it a guardian consents. Source: PIPL, article 31.
    public static final int OF_CONSENT = 14;

    private Ages() {}

    /// The same, of a value of that type; an age or a band stands for itself, the band as its oldest year.
    public static OptionalInt of(String type, Value value, LocalDate today) {
        String literal = Folding.literal(value);
        if (type.equals(BAND)) {
            return UNDER.equals(literal) ? OptionalInt.of(OF_CONSENT - 1) : OptionalInt.empty();
        }
        if (type.equals(AGE)) {
            boolean years = literal != null && literal.length() <= 3 && Chars.areDigits(literal);
            return years ? OptionalInt.of(Integer.parseInt(literal)) : OptionalInt.empty();
        }
        return of(value, today);
    }

    /// @return full years on the given day
    public static OptionalInt of(Value value, LocalDate today) {
        LocalDate born = AgeFromId.born(value, today);
        return born == null || born.isAfter(today) ? OptionalInt.empty() : OptionalInt.of(ResidentId.age(born, today));
    }
}
