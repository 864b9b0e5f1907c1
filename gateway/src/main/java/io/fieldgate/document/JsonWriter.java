package io.fieldgate.document;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Writes values as JSON: compact, UTF-8, members in their order, numbers as their literal, bytes as base64.
/// Nothing is escaped that JSON does not ask for; what a text means elsewhere is its reader's business.
final class JsonWriter {

    private JsonWriter() {}

    static byte[] write(Value value) {
        JsonOut out = new JsonOut(1_024);
        value(out, value);
        return out.toBytes();
    }

    /// Builds the body from its cells: top places from the root, records where the shape has them.
    static byte[] write(List<Cell> cells, int records, Shape shape) {
        JsonOut out = new JsonOut(1_024);
        nest(cells, records, shape).write(out);
        return out.toBytes();
    }

    private static BodyNode nest(List<Cell> cells, int records, Shape shape) {
        BodyNode root = new BodyNode();
        BodyNode at = root;
        for (String step : shape.from()) {
            at = at.member(step);
        }
        if (shape.isList()) {
            at.openItems();
            for (int i = 0; i < records; i++) {
                at.item(i).openMembers();
            }
        } else {
            at.openMembers();
        }
        for (Cell cell : cells) {
            switch (cell.place().origin()) {
                case TOP -> root.put(cell.place().steps(), cell.indices(), cell.value());
                case RECORD -> record(at, cell, records, shape).put(cell.place().steps(), cell.indices(), cell.value());
                case PART -> throw new IllegalArgumentException("JSON has no parts.");
                case QUERY, PATH, HEADER, COOKIE -> {} // other writers' places
            }
        }
        return root;
    }

    private static BodyNode record(BodyNode at, Cell cell, int records, Shape shape) {
        if (cell.record() < 0 || cell.record() >= (shape.isList() ? records : 1)) {
            throw new IllegalArgumentException("A cell belongs to no record of the body.");
        }
        return shape.isList() ? at.item(cell.record()) : at;
    }

    static void value(JsonOut out, Value value) {
        switch (value) {
            case Value.Text(String text) -> out.text(text);
            case Value.Number(String literal) -> out.bare(number(literal));
            case Value.Bool(boolean truth) -> out.bare(truth ? "true" : "false");
            case Value.Null() -> out.bare("null");
            case Value.Blob(byte[] bytes, String _) ->
                out.quoted(Base64.getEncoder().encode(bytes));
            case Value.Sequence(List<Value> items) -> {
                char before = '[';
                for (Value item : items) {
                    out.mark(before);
                    value(out, item);
                    before = ',';
                }
                out.bare(items.isEmpty() ? "[]" : "]");
            }
            case Value.Mapping(Map<String, Value> members) -> {
                char before = '{';
                for (Map.Entry<String, Value> member : members.entrySet()) {
                    out.mark(before);
                    out.text(member.getKey());
                    out.mark(':');
                    value(out, member.getValue());
                    before = ',';
                }
                out.bare(members.isEmpty() ? "{}" : "}");
            }
        }
    }

    /// A literal goes out as it is, so it must be one: anything else would write a way around the places.
    private static String number(String literal) {
        int i = literal.startsWith("-") ? 1 : 0;
        int whole = digits(literal, i);
        boolean leadingZero = whole > i + 1 && literal.charAt(i) == '0';
        int end = whole;
        boolean digits = whole > i;
        if (end < literal.length() && literal.charAt(end) == '.') {
            int fraction = digits(literal, end + 1);
            digits &= fraction > end + 1;
            end = fraction;
        }
        if (end < literal.length() && (literal.charAt(end) | 0x20) == 'e') {
            int start = end + 1;
            start += start < literal.length() && (literal.charAt(start) == '+' || literal.charAt(start) == '-') ? 1 : 0;
            end = digits(literal, start);
            digits &= end > start;
        }
        if (!digits || leadingZero || end != literal.length()) {
            throw new IllegalArgumentException("A number's literal must be a JSON number.");
        }
        return literal;
    }

    private static int digits(String literal, int from) {
        int i = from;
        while (i < literal.length() && literal.charAt(i) >= '0' && literal.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
