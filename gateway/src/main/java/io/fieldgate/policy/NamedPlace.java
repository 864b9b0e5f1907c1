package io.fieldgate.policy;

import io.fieldgate.document.FieldPath;

/// A place under `refused` (422) or `dropped` (left out): its name is known, so reports may print it.
public record NamedPlace(int number, FieldPath place, Fate fate, int line) {
    public enum Fate {
        REFUSED,
        DROPPED
    }
}
