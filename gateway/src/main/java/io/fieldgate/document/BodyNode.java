package io.fieldgate.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One node of a body being built: an object, an array or a value, decided by the first cell that needs it.
/// Members keep the order of the cells; items are ordered by their index and closed up.
/// Errors: two cells that need different nodes at one place are our own bug: [IllegalArgumentException].
final class BodyNode {

    private @Nullable Map<String, BodyNode> members;
    private @Nullable Map<Integer, BodyNode> items;
    private @Nullable Value value;

    BodyNode member(String name) {
        return openMembers().computeIfAbsent(name, _ -> new BodyNode());
    }

    BodyNode item(int index) {
        return openItems().computeIfAbsent(index, _ -> new BodyNode());
    }

    /// Makes this an object even if nothing comes into it.
    Map<String, BodyNode> openMembers() {
        check(items == null && value == null);
        Map<String, BodyNode> open = members == null ? new LinkedHashMap<>() : members;
        members = open;
        return open;
    }

    /// Makes this an array even if nothing comes into it.
    Map<Integer, BodyNode> openItems() {
        check(members == null && value == null);
        Map<Integer, BodyNode> open = items == null ? new TreeMap<>() : items;
        items = open;
        return open;
    }

    void put(List<String> steps, List<Integer> indices, Value put) {
        BodyNode at = this;
        int star = 0;
        for (String step : steps) {
            at = step.equals("*") ? at.item(indices.get(star++)) : at.member(step);
        }
        check(at.members == null && at.items == null && at.value == null);
        at.value = put;
    }

    private static void check(boolean free) {
        if (!free) {
            throw new IllegalArgumentException("Two cells claim one place.");
        }
    }

    void write(JsonOut out) {
        if (value != null) {
            JsonWriter.value(out, value, JsonWriter.Order.GIVEN);
        } else if (items != null) {
            out.mark('[');
            for (BodyNode item : items.values()) {
                out.separate();
                item.write(out);
            }
            out.mark(']');
        } else {
            out.mark('{');
            for (Map.Entry<String, BodyNode> member : openMembers().entrySet()) {
                out.name(member.getKey());
                member.getValue().write(out);
            }
            out.mark('}');
        }
    }
}
