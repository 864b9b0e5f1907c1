package io.fieldgate.transform;

import java.util.List;
import java.util.Optional;

/// Every check of field types. A new one is one file and one line here.
public final class Checks {
    public static final List<Check.Kind> STANDARD = List.of(
            ResidentId.CHECK,
            MobileNumber.CHECK,
            NameCheck.KIND,
            NumberCheck.NUMBER,
            NumberCheck.WHOLE,
            LengthCheck.KIND,
            OneOf.KIND,
            RegionCheck.KIND,
            InstantCheck.KIND,
            DayCheck.DAY,
            DayCheck.BIRTH,
            UuidCheck.CHECK,
            ImageCheck.KIND,
            Plate.CHECK);

    private Checks() {}

    public static Optional<Check.Kind> named(String name) {
        return STANDARD.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
