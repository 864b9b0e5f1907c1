package io.fieldgate.audit.query;

import io.fieldgate.audit.SubjectTags;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.LogReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds the leaves about one person. The log does not know persons: the caller makes the tags one person would
/// have on a day under a link bucket, this compares them. Thread rule: stateless.
public final class WhoSaw {

    /// Makes candidate tags. Empty where the bucket's key is destroyed: nobody can tell any more.
    public interface Tags {
        Optional<Set<String>> of(LocalDate day, String linkKey);
    }

    /// @param unlinkable link buckets met in the window whose keys are gone: rows under them, if any, are about
    /// nobody
    /// @param covers size of the log the answer reaches
    public record Answer(String origin, long covers, List<Leaf> rows, Set<String> unlinkable) {
        public Answer {
            rows = List.copyOf(rows);
            unlinkable = Set.copyOf(unlinkable);
        }
    }

    /// A tag is made shortly before its leaf gets its time: just after midnight it may be one of the day before.
    private static final long MIDNIGHT_SECONDS = 300;

    private record DayLink(LocalDate day, String linkKey) {}

    private WhoSaw() {}

    /// Leaves of the query's window and filters that carry one of the person's tags.
    public static Answer find(LogReader reader, AuditQuery query, Tags tags) {
        Map<DayLink, Optional<Set<String>>> known = new HashMap<>();
        List<Leaf> rows = new ArrayList<>();
        Set<String> unlinkable = new TreeSet<>();
        reader.forEach(reader.firstAt(query.from()), reader.size(), leaf -> {
            if (!query.isBefore(leaf, query.to())) {
                return false;
            }
            if (query.matches(leaf) && isAbout(leaf, known, tags, unlinkable)) {
                rows.add(leaf);
            }
            return true;
        });
        return new Answer(reader.origin(), reader.size(), rows, unlinkable);
    }

    private static boolean isAbout(
            Leaf leaf, Map<DayLink, Optional<Set<String>>> known, Tags tags, Set<String> unlinkable) {
        boolean found = false;
        List<SubjectTags> groups = new ArrayList<>(leaf.subjects());
        leaf.caller().ifPresent(groups::add); // what he did himself is about him too
        for (SubjectTags group : groups) {
            for (LocalDate day : days(leaf)) {
                DayLink link = new DayLink(day, group.linkKey());
                Optional<Set<String>> candidates = known.computeIfAbsent(link, at -> tags.of(at.day(), at.linkKey()));
                if (candidates.isEmpty()) {
                    unlinkable.add(group.linkKey());
                } else {
                    found |= !Collections.disjoint(candidates.get(), group.tags());
                }
            }
        }
        return found;
    }

    private static List<LocalDate> days(Leaf leaf) {
        LocalDate day = DayCounts.dayOf(leaf);
        boolean justBegun = Math.floorMod(leaf.micros() / 1_000_000, 86_400L) < MIDNIGHT_SECONDS;
        return justBegun ? List.of(day, day.minusDays(1)) : List.of(day);
    }
}
