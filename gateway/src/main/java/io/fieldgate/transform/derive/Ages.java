package io.fieldgate.transform.derive;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.ResidentId;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/// The age a value shows: a resident ID, a birth date, an age. Empty for everything else.
public final class Ages {

    /// Below it a guardian consents. Source: PIPL, article 31.
    public static final int OF_CONSENT = 14;

    private Ages() {}

    /// Whether a value of these meanings says how old somebody is.
    public static boolean areToldBy(List<Meaning> meanings) {
        for (int i = 0; i < meanings.size(); i++) {
            if (tellsAge(meanings.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean tellsAge(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Age _, Meaning.AgeBand _, Meaning.BirthDate _ -> true;
            case Meaning.ResidentId(boolean always, int _) -> always;
            case Meaning.Opaque _,
                    Meaning.Words _,
                    Meaning.Number _,
                    Meaning.Moment _,
                    Meaning.Sex _,
                    Meaning.Place _,
                    Meaning.Serial _ -> false;
        };
    }

    /// True where a value of these meanings shows an age below [#OF_CONSENT]; where they say nothing of an age, the
    /// value is read as a resident ID or birth date.
    public static boolean isChild(List<Meaning> meanings, Value value, LocalDate today) {
        String literal = TextNormalization.literal(value);
        boolean stated = false;
        for (int i = 0; i < meanings.size(); i++) {
            switch (meanings.get(i)) {
                case Meaning.AgeBand band -> {
                    if (literal != null && band.child().contains(literal)) {
                        return true;
                    }
                    stated = true;
                }
                case Meaning.Age _ -> {
                    boolean years = literal != null && literal.length() <= 3 && Ascii.areDigits(literal);
                    return years && Integer.parseInt(literal) < OF_CONSENT;
                }
                case Meaning.Opaque _,
                        Meaning.Words _,
                        Meaning.Number _,
                        Meaning.BirthDate _,
                        Meaning.Moment _,
                        Meaning.Sex _,
                        Meaning.Place _,
                        Meaning.ResidentId _,
                        Meaning.Serial _ -> {}
            }
        }
        OptionalInt age = stated ? OptionalInt.empty() : of(value, today);
        return age.isPresent() && age.getAsInt() < OF_CONSENT;
    }

    /// @return full years on the given day
    public static OptionalInt of(Value value, LocalDate today) {
        LocalDate born = AgeFromId.born(value, today);
        return born == null || born.isAfter(today) ? OptionalInt.empty() : OptionalInt.of(ResidentId.age(born, today));
    }
}
