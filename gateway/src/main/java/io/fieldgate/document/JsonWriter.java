package io.fieldgate.document;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes values as JSON: compact, UTF-8.
/// Nothing is escaped that JSON does not ask for; what a text means elsewhere is its reader's business.
final class JsonWriter {

    /// The order of members, and with it what may be written.
    enum Order {
        /// Members as they come, numbers as their literal, bytes as base64.
        GIVEN,
        /// Members by UTF-16 units, integers of at most 2^53 - 1 only, no bytes. Source: RFC 8785 §3.2.
        CANONICAL
    }

    private static final String LARGEST = "9007199254740991"; // 2^53 - 1

    private JsonWriter() {}

    static byte[] write(Value value, Order order) {
        JsonOut out = new JsonOut(1_024);
        value(out, value, order);
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

    static void value(JsonOut out, Value value, Order order) {
        switch (value) {
            case Value.Text(String text) -> out.text(text);
            case Value.Number(String literal) -> out.bare(number(literal, order));
            case Value.Bool(boolean truth) -> out.bare(truth ? "true" : "false");
            case Value.Null() -> out.bare("null");
            case Value.Blob(byte[] bytes, String _) -> blob(out, bytes, order);
            case Value.Sequence(List<Value> items) -> {
                out.mark('[');
                for (Value item : items) {
                    out.separate();
                    value(out, item, order);
                }
                out.mark(']');
            }
            case Value.Mapping(Map<String, Value> members) -> {
                out.mark('{');
                for (Map.Entry<String, Value> member : ordered(members, order).entrySet()) {
                    out.name(member.getKey());
                    value(out, member.getValue(), order);
                }
                out.mark('}');
            }
        }
    }

    private static Map<String, Value> ordered(Map<String, Value> members, Order order) {
        return switch (order) {
            case GIVEN -> members;
            case CANONICAL -> new TreeMap<>(members); // the order of String is the one the RFC asks for
        };
    }

    private static void blob(JsonOut out, byte[] bytes, Order order) {
        switch (order) {
            case GIVEN -> out.quoted(Base64.getEncoder().encode(bytes));
            case CANONICAL -> throw new IllegalArgumentException("Canonical JSON holds no bytes.");
        }
    }

    private static String number(String literal, Order order) {
        return switch (order) {
            case GIVEN -> number(literal);
            case CANONICAL -> integer(literal);
        };
    }

    private static String integer(String literal) {
        int first = literal.startsWith("-") ? 1 : 0;
        int length = literal.length() - first;
        boolean whole = length > 0 && digits(literal, first) == literal.length();
        boolean shortest = whole && (literal.charAt(first) != '0' || literal.equals("0"));
        boolean small = length < LARGEST.length()
                || (length == LARGEST.length() && literal.substring(first).compareTo(LARGEST) <= 0);
        if (!shortest || !small) {
            throw new IllegalArgumentException("Canonical JSON holds integers of at most 2^53 - 1 only.");
        }
        return literal;
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
        while (i < literal.length() && Ascii.isDigit(literal.charAt(i))) {
            i++;
        }
        return i;
    }
}
