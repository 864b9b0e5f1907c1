package io.fieldgate.document;

import java.util.List;
import java.util.function.Predicate;

/// One media type: reads bodies into declared cells, writes cells into bodies. `read` after `write` gives the
/// same cells.
/// Errors: anything outside bytes can cause is a [ReadResult.Malformed]; nothing is thrown.
/// Thread rule: stateless, safe for many threads.
public interface BodyFormat {

    /// The word policies use after `body:`.
    String name();

    /// Whether a request with this media type (lower case, without parameters) is for this format.
    boolean accepts(String mediaType);

    /// @param contentType the whole header value, parameters included
    /// @param nameable which undeclared names may be repeated in notes
    ReadResult read(byte[] body, String contentType, Shape shape, Limits limits, Predicate<String> nameable);

    /// Writes cells at their places, nested and in order; `records` objects where `shape` is a list.
    Written write(List<Cell> cells, int records, Shape shape);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Written(byte[] bytes, String contentType) {}
}
