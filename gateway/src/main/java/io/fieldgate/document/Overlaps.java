package io.fieldgate.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells for one place after the other whether an earlier one equals it, lies around it or lies inside it.
/// Cost: one look-up per step of a place, so a file may name thousands. Owned by one thread.
public final class Overlaps {
    private final Map<FieldPath, Integer> whole = new HashMap<>();
    private final Map<FieldPath, Integer> within = new HashMap<>();
    private int seen;

    /// Keeps the place.
    /// @return the number of the first earlier place it overlaps, counted from 0; -1 where there is none
    public int with(FieldPath place) {
        int first = within.getOrDefault(place, Integer.MAX_VALUE);
        List<String> steps = place.steps();
        for (int depth = place.origin().isPointer() ? 0 : 1; depth <= steps.size(); depth++) {
            FieldPath part = new FieldPath(place.origin(), steps.subList(0, depth));
            first = Math.min(first, whole.getOrDefault(part, Integer.MAX_VALUE));
            if (depth < steps.size()) {
                within.putIfAbsent(part, seen);
            }
        }
        whole.putIfAbsent(place, seen++);
        return first == Integer.MAX_VALUE ? -1 : first;
    }
}
