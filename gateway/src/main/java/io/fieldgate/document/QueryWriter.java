package io.fieldgate.document;

import java.util.List;

/// Writes the parts of a request target from cells: the query string, and single path segments.
/// Errors: what is no scalar is our own bug: [IllegalArgumentException].
public final class QueryWriter {

    private QueryWriter() {}

    /// The query string of the `query:` cells, in order, without `?`; empty where there are none. Other cells
    /// are not its business.
    public static String write(List<Cell> cells) {
        StringBuilder out = new StringBuilder();
        for (Cell cell : cells) {
            if (cell.place().origin() == FieldPath.Origin.QUERY) {
                out.append(out.isEmpty() ? "" : "&");
                out.append(PercentEncoding.encode(cell.place().steps().getFirst()));
                out.append('=').append(PercentEncoding.encode(text(cell.value())));
            }
        }
        return out.toString();
    }

    /// One path segment, percent-encoded, for the value of a `path:` cell.
    /// @throws IllegalArgumentException for an empty text, `.` or `..`: no encoding makes them harmless
    public static String segment(Value value) {
        String text = text(value);
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("A path variable must not be empty or a dot segment.");
        }
        return PercentEncoding.encode(text);
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Number(String literal) -> literal;
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Null _, Value.Sequence _, Value.Mapping _, Value.Blob _ ->
                throw new IllegalArgumentException("A request target holds text, numbers, true and false only.");
        };
    }
}
