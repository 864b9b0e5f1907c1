package io.fieldgate.document;

import io.fieldgate.document.FieldPath.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads path variables into cells at `path:` places.
/// Errors: an empty segment, a dot segment, a slash, backslash or control character in the decoded text, a
/// broken escape:
/// [Reading.Malformed]. Thread rule: stateless.
public final class PathReader {

    private PathReader() {}

    /// @param segments the template's variable names with the raw, undecoded segments that stood for them
    public static Reading read(Map<String, String> segments, Shape shape, Limits limits) {
        List<Cell> cells = new ArrayList<>();
        Noted noted = new Noted();
        for (Map.Entry<String, String> segment : segments.entrySet()) {
            String at = "path:" + segment.getKey(); // the template's own word
            Optional<String> text = Percent.decode(segment.getValue(), Percent.Plus.IS_PLUS);
            if (text.isEmpty() || !isSegment(text.get()) || text.get().length() > limits.maxTextChars()) {
                return new Reading.Malformed("path-segment", at, -1);
            }
            Shape.Place place = shape.place(Origin.PATH, segment.getKey());
            int named = shape.namedNumber(Origin.PATH, segment.getKey());
            if (place != null) {
                Texts.take(place, text.get(), at, cells, noted);
            } else {
                noted.add(named >= 0 ? Note.Kind.NAMED : Note.Kind.UNDECLARED, at, named);
            }
        }
        return new Reading.Read(noted.document(cells, 1));
    }

    private static boolean isSegment(String text) {
        return !text.isEmpty()
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().allMatch(c -> c >= ' ' && c != 0x7F && c != '/' && c != '\\');
    }
}
