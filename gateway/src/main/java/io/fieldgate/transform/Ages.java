package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.Set;

/// The age a value shows: a resident ID or a birth date. Empty for everything else.
public final class Ages {

    /// Types whose values say how old somebody is.
    public static final Set<String> TYPES = Set.of("cn.resident-id", "cn.hkmt-residence", "person.birth-date");

    /// Below it a guardian consents. Source: PIPL, article 31.
    public static final int OF_CONSENT = 14;

    private Ages() {}

    /// @return full years on the given day
    public static OptionalInt of(Value value, LocalDate today) {
        LocalDate born = AgeFromId.born(value, today);
        return born == null || born.isAfter(today) ? OptionalInt.empty() : OptionalInt.of(ResidentId.age(born, today));
    }
}
