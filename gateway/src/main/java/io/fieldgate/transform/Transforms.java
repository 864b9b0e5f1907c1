package io.fieldgate.transform;

import java.util.List;

/// Every primitive a form may be composed of. A new one is one file and one line here.
public final class Transforms {
    public static final List<Transform.Kind> STANDARD = List.of();

    private Transforms() {}
}
