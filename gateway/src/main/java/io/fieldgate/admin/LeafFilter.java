package io.fieldgate.admin;

import io.fieldgate.audit.LeafText;
import io.fieldgate.audit.query.AuditQuery;
import io.fieldgate.audit.query.AuditQuery.By;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A question as it came in: which leaves, of which time. Every filter that is given must hold; commas separate
/// alternatives.
/// @param field the field asked about, for the leaf that records the question
record LeafFilter(AuditQuery query, Optional<String> field, Instant from, Instant to) {
    private static final Map<String, By> NAMES = Collections.unmodifiableMap(byName());

    private static Map<String, By> byName() {
        Map<String, By> names = new LinkedHashMap<>();
        names.put("kind", By.KIND);
        names.put("actor", By.ACTOR);
        names.put("role", By.ROLE);
        names.put("org", By.ORG);
        names.put("app", By.APP);
        names.put("route", By.ROUTE);
        names.put("field", By.FIELD);
        names.put("action", By.ACTION);
        names.put("purpose", By.PURPOSE);
        names.put("basis", By.BASIS);
        names.put("policy", By.POLICY);
        names.put("out", By.OUTCOME);
        names.put("trace", By.TRACE);
        return names;
    }

    /// Names of the filters, without those of time.
    static Set<String> names() {
        return NAMES.keySet();
    }

    static LeafFilter of(Value body) {
        Optional<LocalDate> on = AdminRequest.day(body, "on");
        Instant from = on.map(day -> start(day))
                .or(() -> AdminRequest.instant(body, "from"))
                .orElse(Instant.EPOCH);
        Instant to = on.map(day -> start(day.plusDays(1)))
                .or(() -> AdminRequest.instant(body, "to"))
                .orElse(Instant.MAX);
        AuditQuery query = AuditQuery.everything().between(from, to);
        for (Map.Entry<String, By> name : NAMES.entrySet()) {
            Optional<String> words = AdminRequest.text(body, name.getKey());
            if (words.isPresent()) {
                query = query.with(name.getValue(), Set.of(words.get().split(",", -1)));
            }
        }
        return new LeafFilter(query, AdminRequest.text(body, "field").map(LeafFilter::name), from, to);
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
