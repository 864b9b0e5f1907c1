package io.fieldgate.document;

import io.fieldgate.document.FieldPath.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads a raw query string into cells at `query:` places.
/// Shape: `name [ "=" value ] *( "&" … )`, percent-encoded UTF-8, `+` is a space; at most 8 KiB and 100 parameters.
/// Errors: a parameter that came twice is noted and has no cell: which one an app would take is not ours to guess.
/// Anything unreadable is a [ReadResult.Malformed]. Thread rule: stateless.
/// Source: RFC 3986 §3.4; WHATWG URL, application/x-www-form-urlencoded.
public final class QueryReader {

    private static final int MAX_CHARS = 8_192; // 8 KiB
    private static final int MAX_PARAMETERS = 100;

    private QueryReader() {}

    /// @param raw what stands after `?`, undecoded; empty where nothing does
    public static ReadResult read(String raw, Shape shape, Limits limits, Predicate<String> nameable) {
        if (raw.isEmpty()) {
            return new ReadResult.Read(Document.EMPTY);
        }
        if (raw.length() > Math.min(MAX_CHARS, limits.maxTextChars())) {
            return new ReadResult.Malformed("query-too-long", "query", -1);
        }
        String[] pairs = raw.split("&", MAX_PARAMETERS + 1);
        if (pairs.length > MAX_PARAMETERS) {
            return new ReadResult.Malformed("too-many-parameters", "query", -1);
        }
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        int offset = 0;
        for (int i = 0; i < pairs.length; i++) {
            int equals = pairs[i].indexOf('=');
            Optional<String> name = PercentEncoding.decode(
                    pairs[i].substring(0, equals < 0 ? pairs[i].length() : equals), PercentEncoding.Plus.IS_SPACE);
            Optional<String> value = PercentEncoding.decode(
                    pairs[i].substring(equals < 0 ? pairs[i].length() : equals + 1), PercentEncoding.Plus.IS_SPACE);
            if (name.isEmpty() || name.get().isEmpty() || value.isEmpty()) {
                return new ReadResult.Malformed("query-syntax", "query", offset);
            }
            Parameter parameter = new Parameter(value.get(), i + 1, 1);
            parameters.merge(
                    name.get(), parameter, (first, _) -> new Parameter(first.value, first.position, first.times + 1));
            offset += pairs[i].length() + 1;
        }
        return new ReadResult.Read(document(parameters, shape, nameable));
    }

    private record Parameter(String value, int position, int times) {
        @Override
        public String toString() {
            return "Parameter[redacted]";
        }
    }

    private static Document document(Map<String, Parameter> parameters, Shape shape, Predicate<String> nameable) {
        List<Cell> cells = new ArrayList<>();
        ReaderNotes readerNotes = new ReaderNotes();
        parameters.forEach((name, parameter) -> {
            Shape.Place place = shape.place(Origin.QUERY, name);
            boolean known = place != null || shape.namedNumber(Origin.QUERY, name) >= 0;
            String at = "query:" + (known ? name : UndeclaredName.shown(name, parameter.position, nameable));
            if (place == null) {
                readerNotes.add(
                        known ? ReaderNote.Kind.NAMED : ReaderNote.Kind.UNDECLARED,
                        at,
                        shape.namedNumber(Origin.QUERY, name));
            }
            if (parameter.times > 1) {
                readerNotes.add(ReaderNote.Kind.TWICE, at, place == null ? -1 : place.slot());
            } else if (place != null) {
                Texts.take(place, parameter.value, at, cells, readerNotes);
            }
        });
        return readerNotes.document(cells, 1);
    }
}
