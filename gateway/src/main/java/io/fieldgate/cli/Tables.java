package io.fieldgate.cli;

import io.fieldgate.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Prints an answer of the admin plane for a person: scalars as lines, lists of objects as aligned tables.
final class Tables {
    private Tables() {}

    static void print(Console console, Value body) {
        if (!(body instanceof Value.Mapping(Map<String, Value> members))) {
            console.result(text(body));
            return;
        }
        members.forEach((name, value) -> {
            if (value instanceof Value.Sequence(List<Value> items)
                    && items.stream().allMatch(Value.Mapping.class::isInstance)) {
                console.result(name + ": " + items.size());
                table(console, items);
            } else {
                console.result(name + ": " + text(value));
            }
        });
    }

    static void table(Console console, List<Value> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        for (Value row : rows) {
            ((Value.Mapping) row)
                    .members().keySet().stream()
                            .filter(name -> !columns.contains(name))
                            .forEach(columns::add);
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        for (Value row : rows) {
            Map<String, Value> members = ((Value.Mapping) row).members();
            lines.add(columns.stream()
                    .map(name -> text(members.getOrDefault(name, new Value.Null())))
                    .toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder out = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                out.append(line.get(i)).repeat(" ", widths[i] - line.get(i).length() + 2);
            }
            console.result(out.toString().stripTrailing());
        }
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Number(String literal) -> literal;
            case Value.Bool(boolean truth) -> truth ? "yes" : "no";
            case Value.Null() -> "-";
            case Value.Sequence(List<Value> items) ->
                String.join(", ", items.stream().map(Tables::text).toList());
            case Value.Mapping(Map<String, Value> members) ->
                String.join(
                        " ",
                        members.entrySet().stream()
                                .map(member -> member.getKey() + "=" + text(member.getValue()))
                                .toList());
            case Value.Blob blob -> blob.toString();
        };
    }
}
