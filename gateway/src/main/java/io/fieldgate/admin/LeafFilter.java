package io.fieldgate.admin;

import io.fieldgate.audit.LeafText;
import io.fieldgate.audit.query.AuditQuery;
import io.fieldgate.audit.query.AuditQuery.By;
import io.fieldgate.document.Value;
import io.fieldgate.policy.source.NearMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A question as it came in: which leaves, of which time. Every filter that is given must hold; commas separate
/// alternatives.
/// @param field the field asked about, for the leaf that records the question
record LeafFilter(AuditQuery query, Optional<String> field, Instant from, Instant to) {
    static LeafFilter of(Value body) {
        Optional<LocalDate> on = AdminRequest.day(body, "on");
        Instant from = on.map(day -> start(day))
                .or(() -> AdminRequest.instant(body, "from"))
                .orElse(Instant.EPOCH);
        Instant to = on.map(day -> start(day.plusDays(1)))
                .or(() -> AdminRequest.instant(body, "to"))
                .orElse(Instant.MAX);
        AuditQuery query = AuditQuery.everything().between(from, to);
        for (By by : By.values()) {
            Optional<String> words = AdminRequest.text(body, by.word());
            if (words.isPresent()) {
                query = query.with(by, words(by, List.of(words.get().split(",", -1))));
            }
        }
        return new LeafFilter(query, AdminRequest.text(body, "field").map(LeafFilter::name), from, to);
    }

    /// A word no leaf has would be answered with nothing, as if nothing had happened. It is not repeated: what nobody
    /// declared may be personal.
    private static Set<String> words(By by, List<String> words) {
        List<String> accepted = by.accepted();
        for (String word : words) {
            if (!accepted.isEmpty() && !accepted.contains(word)) {
                String near = NearMatch.of(word, accepted)
                        .map(meant -> "; did you mean `" + meant + "`?")
                        .orElse(".");
                throw AdminRefusal.malformed("Word " + (words.indexOf(word) + 1) + " of `" + by.word()
                        + "` is none the log has" + near + " It takes `" + String.join("`, `", accepted) + "`.");
            }
        }
        return new HashSet<>(words);
    }

    /// As the leaf of the question holds it: alternatives with a bar between them.
    private static String name(String fields) {
        String name = fields.replace(',', '|');
        if (!LeafText.isId(name)) {
            throw AdminRefusal.malformed("`field` is no name of a field, nor several with commas between them.");
        }
        return name;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
