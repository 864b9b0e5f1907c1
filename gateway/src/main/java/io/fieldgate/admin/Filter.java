package io.fieldgate.admin;

import io.fieldgate.audit.AuditQuery;
import io.fieldgate.audit.AuditQuery.By;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A question as it came in: which leaves, of which time. Every filter that is given must hold; commas separate
/// alternatives.
/// @param field the field asked about, for the leaf that records the question
record Filter(AuditQuery query, Optional<String> field, Instant from, Instant to) {
    private static final Map<String, By> NAMES = names();

    private static Map<String, By> names() {
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

    static Filter of(Value body) {
        Optional<LocalDate> on = day(body);
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
        return new Filter(query, AdminRequest.text(body, "field"), from, to);
    }

    static Optional<LocalDate> day(Value body) {
        try {
            return AdminRequest.text(body, "on").map(LocalDate::parse);
        } catch (DateTimeParseException notOne) {
            throw AdminRefusal.malformed("`on` is no day such as 2020-02-20.");
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
