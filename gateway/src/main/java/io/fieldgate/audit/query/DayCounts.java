package io.fieldgate.audit.query;

import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a `day.close` leaf states of the leaves of one UTC day. Thread rule: one thread.
public final class DayCounts {
    private final LocalDate day;
    private final Map<String, Long> kinds = new TreeMap<>();
    private final Map<String, Long> apps = new TreeMap<>();
    private final Set<String> actors = new HashSet<>();

    public DayCounts(LocalDate day) {
        this.day = day;
    }

    public static LocalDate dayOf(Leaf leaf) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(leaf.micros() / 1_000_000), ZoneOffset.UTC);
    }

    public LocalDate day() {
        return day;
    }

    public void add(Leaf leaf) {
        kinds.merge(leaf.text("kind"), 1L, Long::sum);
        if (!leaf.text("app").isEmpty()) {
            apps.merge(leaf.text("app"), 1L, Long::sum);
        }
        if (!leaf.text("actor", "id").isEmpty()) {
            actors.add(leaf.text("actor", "id"));
        }
    }

    public LogEvent.DayClose event() {
        return new LogEvent.DayClose(day.toString(), kinds, apps, actors.size());
    }

    /// Whether a `day.close` leaf says the same.
    public boolean agreesWith(Leaf close) {
        return close.text("day").equals(day.toString())
                && close.number("actors") == actors.size()
                && counts(close, "kinds").equals(kinds)
                && counts(close, "apps").equals(apps);
    }

    private static Map<String, Long> counts(Leaf leaf, String name) {
        Map<String, Long> counts = new TreeMap<>();
        Json.member(leaf.value(), name).ifPresent(value -> {
            if (value instanceof Value.Mapping(Map<String, Value> members)) {
                members.keySet()
                        .forEach(key -> counts.put(key, Json.integer(value, key).orElse(-1)));
            }
        });
        return counts;
    }
}
