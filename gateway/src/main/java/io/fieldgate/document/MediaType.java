package io.fieldgate.document;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A media type with parameters. Shape: `type/subtype *( OWS ";" OWS [ name=value ] )`, value a token or a quoted
/// string; no name twice; a parameter may be empty, so that a `;` at the end is none. Source: RFC 9110 §8.3.1, §5.6.6.
/// @param essence `type/subtype`, lower case
/// @param parameters names in lower case, values unquoted
record MediaType(String essence, Map<String, String> parameters) {

    private static final int MAX_CHARS = 512;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    MediaType {
        parameters = Map.copyOf(parameters);
    }

    static Optional<MediaType> parse(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        int semicolon = text.indexOf(';');
        String essence = text.substring(0, semicolon < 0 ? text.length() : semicolon)
                .strip()
                .toLowerCase(Locale.ROOT);
        int slash = essence.indexOf('/');
        if (slash < 0 || !isToken(essence.substring(0, slash)) || !isToken(essence.substring(slash + 1))) {
            return Optional.empty();
        }
        return parameters(text, semicolon < 0 ? text.length() : semicolon).map(found -> new MediaType(essence, found));
    }

    /// Parameters from the `;` at `from` to the end of `text`; empty where one is not well-formed or comes twice.
    static Optional<Map<String, String>> parameters(String text, int from) {
        Map<String, String> found = new LinkedHashMap<>();
        int i = from;
        while (i < text.length()) {
            i = afterSpace(text, i);
            if (i == text.length()) {
                return Optional.empty(); // trailing space is the header parser's to remove
            }
            if (text.charAt(i) != ';') {
                return Optional.empty();
            }
            int start = afterSpace(text, i + 1);
            if (start == text.length() || text.charAt(start) == ';') {
                i = start;
                continue;
            }
            int equals = text.indexOf('=', start);
            if (equals < 0 || !isToken(text.substring(start, equals))) {
                return Optional.empty();
            }
            StringBuilder value = new StringBuilder();
            i = value(text, equals + 1, value);
            String name = text.substring(start, equals).toLowerCase(Locale.ROOT);
            if (i < 0 || found.put(name, value.toString()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /// Appends the value that begins at `from`; returns where it ends, or -1 where it is none.
    private static int value(String text, int from, StringBuilder value) {
        if (from < text.length() && text.charAt(from) == '"') {
            return quoted(text, from + 1, value);
        }
        int i = from;
        while (i < text.length() && isTokenChar(text.charAt(i))) {
            value.append(text.charAt(i++));
        }
        return i == from ? -1 : i;
    }

    private static int quoted(String text, int from, StringBuilder value) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            if (c < ' ' || c == 0x7F) {
                return -1;
            }
            value.append(c);
        }
        return -1;
    }

    private static int afterSpace(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isTokenChar(char c) {
        return Ascii.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
