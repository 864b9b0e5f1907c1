package io.fieldgate.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A place in a message.
/// Shape: `/a/*/b` (RFC 6901 inside one record, `*` = every item of an array), `top:/a` (from the document's root),
/// `query:n`, `path:n`, `part:n`, `header:n`, `cookie:n`. One canonical text form; equal iff the same place.
/// Source: policy register, grammar of `place`; RFC 6901.
public record FieldPath(Origin origin, List<String> steps) {

    public enum Origin {
        RECORD(""),
        TOP("top:"),
        QUERY("query:"),
        PATH("path:"),
        PART("part:"),
        HEADER("header:"),
        COOKIE("cookie:");

        private final String prefix;

        Origin(String prefix) {
            this.prefix = prefix;
        }

        /// True where the place is a pointer into a JSON document rather than a name.
        public boolean isPointer() {
            return this == RECORD || this == TOP;
        }
    }

    public FieldPath {
        steps = List.copyOf(steps);
        if (!origin.isPointer() && steps.size() != 1) {
            throw new IllegalArgumentException("A named place has exactly one name.");
        }
    }

    public static FieldPath record(String... steps) {
        return new FieldPath(Origin.RECORD, List.of(steps));
    }

    /// @return the place, or empty when the text is no place of the grammar
    public static Optional<FieldPath> parse(String text) {
        for (Origin origin : Origin.values()) {
            if (origin != Origin.RECORD && text.startsWith(origin.prefix)) {
                String rest = text.substring(origin.prefix.length());
                return origin == Origin.TOP ? pointer(origin, rest) : named(origin, rest);
            }
        }
        return pointer(Origin.RECORD, text);
    }

    private static Optional<FieldPath> named(Origin origin, String name) {
        return name.isEmpty() || name.indexOf('/') >= 0
                ? Optional.empty()
                : Optional.of(new FieldPath(origin, List.of(name)));
    }

    private static Optional<FieldPath> pointer(Origin origin, String text) {
        if (text.length() < 2 || text.charAt(0) != '/') {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        for (String raw : text.substring(1).split("/", -1)) {
            Optional<String> step = unescape(raw);
            if (step.isEmpty() || step.get().isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(new FieldPath(origin, steps));
    }

    private static Optional<String> unescape(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '~') {
                out.append(c);
                continue;
            }
            if (i + 1 == raw.length() || (raw.charAt(i + 1) != '0' && raw.charAt(i + 1) != '1')) {
                return Optional.empty();
            }
            out.append(raw.charAt(++i) == '0' ? '~' : '/');
        }
        return Optional.of(out.toString());
    }

    public String text() {
        StringBuilder out = new StringBuilder(origin.prefix);
        for (String step : steps) {
            if (origin.isPointer()) {
                out.append('/').append(step.replace("~", "~0").replace("/", "~1"));
            } else {
                out.append(step);
            }
        }
        return out.toString();
    }

    /// How many `*` steps: the length of a cell's index list.
    public int stars() {
        return origin.isPointer() ? (int) steps.stream().filter("*"::equals).count() : 0;
    }

    /// True when one place equals the other or lies inside it.
    public boolean overlaps(FieldPath other) {
        if (origin != other.origin) {
            return false;
        }
        int shared = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, shared).equals(other.steps.subList(0, shared));
    }

    @Override
    public String toString() {
        return text();
    }
}
