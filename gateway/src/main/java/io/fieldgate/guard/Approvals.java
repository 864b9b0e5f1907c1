package io.fieldgate.guard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Counts distinct persons of distinct units, never credentials.
public final class Approvals {

    private Approvals() {}

    public record Approver(String person, String unit) {}

    /// The largest number of approvers such that all persons and all units are different. A person named under
    /// two units counts once, and so does a unit that sends two persons. Approvers without a name or a unit do
    /// not count.
    /// Cost: persons × approvers. Source: augmenting paths in a bipartite graph (H. W. Kuhn, 1955).
    public static int distinct(List<Approver> approvers) {
        Map<String, Set<String>> unitsOf = new HashMap<>();
        for (Approver approver : approvers) {
            if (!approver.person().isBlank() && !approver.unit().isBlank()) {
                unitsOf.computeIfAbsent(approver.person(), person -> new TreeSet<>())
                        .add(approver.unit());
            }
        }
        Map<String, String> personOfUnit = new HashMap<>();
        int matched = 0;
        for (String person : unitsOf.keySet()) {
            if (seat(person, unitsOf, personOfUnit, new HashSet<>())) {
                matched++;
            }
        }
        return matched;
    }

    /// Gives the person a unit, moving those already seated where that makes room.
    private static boolean seat(
            String person, Map<String, Set<String>> unitsOf, Map<String, String> personOfUnit, Set<String> tried) {
        for (String unit : unitsOf.getOrDefault(person, Set.of())) {
            if (!tried.add(unit)) {
                continue;
            }
            String holder = personOfUnit.get(unit);
            if (holder == null || seat(holder, unitsOf, personOfUnit, tried)) {
                personOfUnit.put(unit, person);
                return true;
            }
        }
        return false;
    }
}
