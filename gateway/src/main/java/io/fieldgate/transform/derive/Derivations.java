package io.fieldgate.transform.derive;

import java.util.List;
import java.util.Optional;

/// Every function a type may be derived by. A new one is one file and one line here. `ask` is no function: the
/// data plane asks a service.
public final class Derivations {
    public static final List<Derivation.Kind> STANDARD =
            List.of(AgeFromId.KIND, FromId.SEX, FromId.PROVINCE, AtLeast.KIND);

    private Derivations() {}

    public static Optional<Derivation.Kind> named(String name) {
        return STANDARD.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
