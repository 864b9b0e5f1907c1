package io.fieldgate.document;

import io.fieldgate.document.FieldPath.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads path variables into cells at `path:` places.
/// Errors: an empty segment, a dot segment, a slash, backslash or control character in the decoded text, a
/// broken escape:
/// [ReadResult.Malformed]. Thread rule: stateless.
public final class PathReader {

    private PathReader() {}

    /// @param segments the template's variable names with the raw, undecoded segments that stood for them
    public static ReadResult read(Map<String, String> segments, Shape shape, Limits limits) {
        List<Cell> cells = new ArrayList<>();
        ReaderNotes readerNotes = new ReaderNotes();
        for (Map.Entry<String, String> segment : segments.entrySet()) {
            String at = "path:" + segment.getKey(); // the template's own word
            Optional<String> text = PercentEncoding.decode(segment.getValue(), PercentEncoding.Plus.IS_PLUS);
            if (text.isEmpty() || !isSegment(text.get()) || text.get().length() > limits.maxTextChars()) {
                return new ReadResult.Malformed("path-segment", at, -1);
            }
            Shape.Place place = shape.place(Origin.PATH, segment.getKey());
            int named = shape.namedNumber(Origin.PATH, segment.getKey());
            if (place != null) {
                Texts.take(place, text.get(), at, cells, readerNotes);
            } else {
                readerNotes.add(named >= 0 ? ReaderNote.Kind.NAMED : ReaderNote.Kind.UNDECLARED, at, named);
            }
        }
        return new ReadResult.Read(readerNotes.document(cells, 1));
    }

    private static boolean isSegment(String text) {
        return !text.isEmpty()
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().allMatch(c -> c >= ' ' && c != 0x7F && c != '/' && c != '\\');
    }
}
