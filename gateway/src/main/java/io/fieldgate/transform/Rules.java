package io.fieldgate.transform;

import java.util.ArrayList;
import java.util.List;

/// Lists of rule ids put together.
public final class Rules {

    private Rules() {}

    public static List<String> with(List<String> own, String... more) {
        List<String> all = new ArrayList<>(own);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
