package io.fieldgate.audit.query;

import io.fieldgate.audit.Action;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.LogReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A question to the log: filters that combine, each with the words it accepts. Immutable.
/// Answers come from scanning the signed leaves of the window; each names the size it covers, never a silently
/// shorter list.
public final class AuditQuery {

    /// What a leaf can be asked for. A leaf without the member does not match.
    public enum By {
        KIND("kind"),
        ACTOR("actor"),
        ROLE("role"),
        ORG("org"),
        APP("app"),
        ROUTE("route"),
        FIELD("field"),
        ACTION("action"),
        PURPOSE("purpose"),
        BASIS("basis"),
        POLICY("policy"),
        OUTCOME("out"),
        TRACE("trace");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /// Its name in a question from outside.
        public String word() {
            return word;
        }

        /// The words a log can have there, where they are a closed set; else empty.
        public List<String> accepted() {
            return switch (this) {
                case KIND ->
                    Arrays.stream(LeafKind.values()).map(LeafKind::word).toList();
                case ACTION -> Arrays.stream(Action.values()).map(Action::word).toList();
                case ACTOR, ROLE, ORG, APP, ROUTE, FIELD, PURPOSE, BASIS, POLICY, OUTCOME, TRACE -> List.of();
            };
        }

        private Set<String> words(Leaf leaf) {
            return switch (this) {
                case KIND -> Set.of(leaf.text("kind"));
                case ACTOR -> Set.of(leaf.text("actor", "id"));
                case ROLE -> Set.of(leaf.text("actor", "role"));
                case ORG -> Set.of(leaf.text("actor", "org"));
                case APP -> Set.of(leaf.text("app"));
                case ROUTE -> Set.of(leaf.text("route"));
                case PURPOSE -> Set.of(leaf.text("purpose"));
                case BASIS -> Set.of(leaf.text("basis", "law"));
                case POLICY -> Set.of(leaf.text("pol", "sha"));
                case OUTCOME -> Set.of(leaf.text("out"));
                case TRACE -> Set.of(leaf.text("trace"));
                case FIELD, ACTION -> throw new IllegalStateException("Fields and actions are matched as pairs.");
            };
        }
    }

    /// @param covers size of the log the answer reaches @param cut more rows match than were asked for
    public record Answer(String origin, long covers, List<Leaf> rows, boolean cut) {
        public Answer {
            rows = List.copyOf(rows);
        }
    }

    private final Map<By, Set<String>> filters;
    private final Instant from;
    private final Instant to;

    private AuditQuery(Map<By, Set<String>> filters, Instant from, Instant to) {
        this.filters = filters;
        this.from = from;
        this.to = to;
    }

    public static AuditQuery everything() {
        return new AuditQuery(new EnumMap<>(By.class), Instant.EPOCH, Instant.MAX);
    }

    /// Narrows to leaves that have one of the words.
    public AuditQuery with(By by, Set<String> words) {
        Map<By, Set<String>> more = new EnumMap<>(By.class);
        more.putAll(filters);
        more.put(by, Set.copyOf(words));
        return new AuditQuery(more, from, to);
    }

    public AuditQuery with(By by, String word) {
        return with(by, Set.of(word));
    }

    /// Narrows to `from <= t < to`.
    public AuditQuery between(Instant first, Instant end) {
        return new AuditQuery(filters, first, end);
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    boolean isBefore(Leaf leaf, Instant end) {
        return end.equals(Instant.MAX)
                || leaf.micros() < Math.multiplyExact(end.getEpochSecond(), 1_000_000L) + end.getNano() / 1000;
    }

    boolean matches(Leaf leaf) {
        for (Map.Entry<By, Set<String>> filter : filters.entrySet()) {
            By by = filter.getKey();
            if (by != By.FIELD && by != By.ACTION && by.words(leaf).stream().noneMatch(filter.getValue()::contains)) {
                return false;
            }
        }
        Set<String> fields = filters.get(By.FIELD);
        Set<String> actions = filters.get(By.ACTION);
        return (fields == null && actions == null)
                || leaf.fields().stream()
                        .anyMatch(seen -> (fields == null || fields.contains(seen.field()))
                                && (actions == null || actions.contains(seen.action())));
    }

    /// The oldest matching leaves of the window, at most `limit`.
    public Answer run(LogReader reader, int limit) {
        List<Leaf> rows = new ArrayList<>();
        boolean[] cut = {false};
        long first = from.equals(Instant.EPOCH) ? 0 : reader.firstAt(from);
        reader.forEach(first, reader.size(), leaf -> {
            if (!isBefore(leaf, to)) {
                return false;
            }
            if (matches(leaf)) {
                cut[0] = rows.size() >= limit;
                if (!cut[0]) {
                    rows.add(leaf);
                }
            }
            return !cut[0];
        });
        return new Answer(reader.origin(), reader.size(), rows, cut[0]);
    }
}
