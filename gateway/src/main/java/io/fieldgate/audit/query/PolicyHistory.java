package io.fieldgate.audit.query;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the log says of policies: which were in force when, who answers for them, what they collect. Thread
/// rule: immutable.
public final class PolicyHistory {

    /// One `policy.load`. @param declares field → form and keep, in the register's words
    public record Loaded(
            long index,
            String app,
            String sha,
            String controller,
            String processor,
            String responsible,
            Map<String, String> declares) {
        public Loaded {
            declares = Map.copyOf(declares);
        }
    }

    private final Map<String, Loaded> inForce;

    private PolicyHistory(Map<String, Loaded> inForce) {
        this.inForce = inForce;
    }

    /// The policies in force at the instant: each app's last load before it.
    public static PolicyHistory at(LogReader reader, Instant instant) {
        Map<String, Loaded> inForce = new TreeMap<>();
        long end = instant.equals(Instant.MAX) ? reader.size() : reader.firstAt(instant);
        reader.forEach(0, end, leaf -> {
            if (leaf.is(LeafKind.POLICY_LOAD)) {
                inForce.put(leaf.text("app"), loaded(leaf));
            }
            return true;
        });
        return new PolicyHistory(inForce);
    }

    private static Loaded loaded(Leaf leaf) {
        Map<String, String> declares = new HashMap<>();
        for (Value row : Json.items(leaf.value(), "declares")) {
            List<Value> parts = Json.items(row);
            if (parts.size() == 3
                    && parts.get(0) instanceof Value.Text(String field)
                    && parts.get(1) instanceof Value.Text(String form)
                    && parts.get(2) instanceof Value.Text(String keep)) {
                declares.put(field, keep.isEmpty() ? form : form + " " + keep);
            }
        }
        return new Loaded(
                leaf.index(),
                leaf.text("app"),
                leaf.text("pol", "sha"),
                leaf.text("ctl"),
                leaf.text("prc"),
                leaf.text("responsible"),
                declares);
    }

    /// Apps whose policy declares the field.
    public List<Loaded> collecting(String field) {
        return inForce.values().stream()
                .filter(loaded -> loaded.declares().containsKey(field))
                .toList();
    }

    /// Who answers for an app; empty where no policy of it was in force.
    public List<Loaded> of(String app) {
        return inForce.values().stream()
                .filter(loaded -> loaded.app().equals(app))
                .toList();
    }
}
