package io.fieldgate.audit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Sorted, checked copies of small maps from names to counts or codes.
final class SortedCounts {
    private SortedCounts() {}

    static Map<String, Long> of(String what, Map<String, Long> counts) {
        counts.forEach((name, count) -> LeafText.declaredName(what, name));
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    static Map<String, String> codes(String what, Map<String, String> codes) {
        codes.forEach((name, code) -> {
            LeafText.declaredName(what, name);
            LeafText.code(what, code);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(codes));
    }
}
