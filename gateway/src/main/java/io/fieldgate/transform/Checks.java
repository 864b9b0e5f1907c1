package io.fieldgate.transform;

import java.util.List;

/// Every check of field types. A new one is one file and one line here.
public final class Checks {
    public static final List<Check.Kind> STANDARD = List.of();

    private Checks() {}
}
