package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.time.LocalDate;
import java.util.OptionalInt;

/// The age a value shows: a resident ID or a birth date. Empty for everything else.
public final class Ages {

    private Ages() {}

    /// @return full years on the given day
    public static OptionalInt of(Value value, LocalDate today) {
        LocalDate born = AgeFromId.born(value, today);
        return born == null || born.isAfter(today) ? OptionalInt.empty() : OptionalInt.of(ResidentId.age(born, today));
    }
}
