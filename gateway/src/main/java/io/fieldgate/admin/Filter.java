package io.fieldgate.admin;

import io.fieldgate.audit.Leaf;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which leaves a question wants. Every filter that is given must hold.
/// @param members member of the leaf (or of its `actor`) → one of these texts
record Filter(Map<String, List<String>> members, Optional<String> field, Optional<String> action, Optional<Instant> from, Optional<Instant> to, Optional<String> collects, Optional<String> responsible) {
    private static final Map<String, String> ACTOR = Map.of("actor", "id", "role", "role", "org", "org");
    private static final List<String> PLAIN = List.of("app", "route", "purpose", "kind", "out", "trace");
    private static final Set<String> ACCESSES = Set.of("intent", "reveal", "deny", "consent");

    static Filter of(Value body) {
        Map<String, List<String>> members = new TreeMap<>();
        ACTOR.keySet().forEach(name -> put(members, body, name));
        PLAIN.forEach(name -> put(members, body, name));
        Optional<LocalDate> on = AdminRequest.text(body, "on").map(Filter::day);
        Optional<Instant> from = on.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()).or(() -> AdminRequest.instant(body, "from"));
        Optional<Instant> to = on.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()).or(() -> AdminRequest.instant(body, "to"));
        return new Filter(
                members,
                AdminRequest.text(body, "field"),
                AdminRequest.text(body, "action"),
                from,
                to,
                AdminRequest.text(body, "collects"),
                AdminRequest.text(body, "responsible"));
    }

    private static void put(Map<String, List<String>> members, Value body, String name) {
        AdminRequest.text(body, name).ifPresent(text -> members.put(name, List.of(text.split(",", -1))));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notOne) {
            throw AdminRefusal.malformed("`on` is no day such as 2020-02-20.");
        }
    }

    boolean matches(Leaf leaf) {
        Instant at = Instant.EPOCH.plus(leaf.micros(), java.time.temporal.ChronoUnit.MICROS);
        boolean inTime = from.map(start -> !at.isBefore(start)).orElse(true) && to.map(end -> at.isBefore(end)).orElse(true);
        return inTime
                && members.entrySet().stream().allMatch(wanted -> wanted.getValue().contains(member(leaf, wanted.getKey())))
                && matchesFields(leaf)
                && collects.map(name -> leaf.kind().equals("policy.load") && declares(leaf, name)).orElse(true)
                && responsible.map(app -> leaf.kind().equals("policy.load") && leaf.text("app").equals(app)).orElse(true);
    }

    private boolean matchesFields(Leaf leaf) {
        if (field.isEmpty() && action.isEmpty()) {
            return true;
        }
        return ACCESSES.contains(leaf.kind())
                && leaf.fields().stream()
                        .anyMatch(seen -> field.map(seen.field()::equals).orElse(true) && action.map(seen.action()::equals).orElse(true));
    }

    private static boolean declares(Leaf leaf, String field) {
        return Json.items(leaf.value(), "declares").stream()
                .map(Json::items)
                .anyMatch(row -> !row.isEmpty() && row.getFirst().equals(Json.text(field)));
    }

    private static String member(Leaf leaf, String name) {
        String inActor = ACTOR.get(name);
        return inActor == null ? leaf.text(name) : leaf.text("actor", inActor);
    }
}
