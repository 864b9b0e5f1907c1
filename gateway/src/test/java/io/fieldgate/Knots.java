package io.fieldgate;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Things that can only be understood together: each reaches every other (a strongly connected component of more
/// than one). By plain reachability, which is quick enough for some hundred things.
final class Knots {

    private Knots() {}

    /// @param edges what each thing names; a thing that names itself is no knot
    static List<Set<String>> of(Map<String, Set<String>> edges) {
        var reached = new TreeMap<String, Set<String>>();
        edges.keySet().forEach(from -> reached.put(from, reachable(from, edges)));
        return reached.keySet().stream()
                .<Set<String>>map(one -> {
                    var knot = new TreeSet<>(reached.get(one));
                    knot.removeIf(
                            other -> !reached.getOrDefault(other, Set.of()).contains(one));
                    return knot;
                })
                .filter(knot -> knot.size() > 1)
                .distinct()
                .toList();
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> edges) {
        var seen = new TreeSet<String>();
        var open = new ArrayDeque<>(edges.get(from));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }
}
