package io.fieldgate.audit.leaf;

import io.fieldgate.audit.Action;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LeafWriter;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one leaf must look like, whatever stands around it. What stands in neither list of its kind is a finding,
/// never a warning.
public final class LeafSchema {
    private static final Set<String> COMMON = Set.of("id", "kind", "n", "node", "t", "v");
    private static final String CLAMPED = "clamped";

    private LeafSchema() {}

    /// What is wrong with the leaf itself, or empty.
    public static Optional<String> fault(Leaf leaf) {
        Optional<LeafKind> kind = leaf.kind();
        if (kind.isEmpty()) {
            return Optional.of("its kind is not known");
        }
        if (!(leaf.value() instanceof Value.Mapping(Map<String, Value> present))) {
            return Optional.of("it is not an object");
        }
        Set<String> known = new HashSet<>(COMMON);
        known.addAll(kind.get().always());
        if (!present.keySet().containsAll(known)) {
            return Optional.of("it lacks a member of its kind");
        }
        known.addAll(kind.get().sometimes());
        known.add(CLAMPED);
        if (!known.containsAll(present.keySet())) {
            return Optional.of("it has a member its kind does not know");
        }
        if (leaf.number("v") != LeafWriter.VERSION) {
            return Optional.of("its version is not known");
        }
        if (leaf.text("n").length() != 22 || leaf.text("id").isEmpty() || leaf.micros() < LeafEncoder.MIN_MICROS) {
            return Optional.of("its id, time or random part is malformed");
        }
        try {
            if (!Arrays.equals(Json.canonical(leaf.value()), leaf.bytes())) {
                return Optional.of("it is not in canonical form");
            }
        } catch (IllegalArgumentException _) {
            return Optional.of("it is not in canonical form");
        }
        return badFields(leaf) ? Optional.of("its field list is malformed") : Optional.empty();
    }

    private static boolean badFields(Leaf leaf) {
        List<Value> rows = Json.items(leaf.value(), "fields");
        return leaf.fields().size() != rows.size()
                || leaf.fields().stream()
                        .anyMatch(row -> row.field().isEmpty()
                                || Arrays.stream(Action.values())
                                        .noneMatch(action -> action.word().equals(row.action())));
    }
}
