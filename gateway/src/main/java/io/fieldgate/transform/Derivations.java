package io.fieldgate.transform;

import java.util.List;

/// Every function a type may be derived by. A new one is one file and one line here. `ask` is no function: the data plane asks a service.
public final class Derivations {
    public static final List<Derivation.Kind> STANDARD = List.of();

    private Derivations() {}
}
