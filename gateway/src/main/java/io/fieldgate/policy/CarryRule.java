package io.fieldgate.policy;

import io.fieldgate.document.FieldPath;
import java.util.List;

/// A carried value: says nothing about a person; typed, and scanned all the same.
public record CarryRule(int slot, String name, List<FieldPath> places, FieldType type, int line) implements Entry {
    public CarryRule {
        places = List.copyOf(places);
    }
}
