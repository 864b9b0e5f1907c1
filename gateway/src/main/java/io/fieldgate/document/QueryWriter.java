package io.fieldgate.document;

import java.util.List;

/// Writes the parts of a request target from cells: the query string, and single path segments.
public final class QueryWriter {

    private QueryWriter() {}

    /// The query string of the `query:` cells, in order, without `?`; empty where there are none. Other cells are not its business.
    public static String write(List<Cell> cells) {
        throw new UnsupportedOperationException("Not built yet.");
    }

    /// One path segment, percent-encoded, for the value of a `path:` cell.
    /// @throws IllegalArgumentException for an empty text, `.` or `..`, and for what is no scalar
    public static String segment(Value value) {
        throw new UnsupportedOperationException("Not built yet.");
    }
}
