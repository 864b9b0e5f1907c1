package io.fieldgate.admin;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.AuditLog;
import io.fieldgate.audit.AuditUnavailable;
import io.fieldgate.audit.Leaf;
import io.fieldgate.audit.LogReader;
import io.fieldgate.audit.Subjects;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.lifecycle.Trail;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What auditors ask. Every question is itself a leaf before its answer goes out, and no answer holds a value of anybody.
final class Questions {
    private static final int MAX_ROWS = 10_000;
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final AdminParts parts;

    Questions(AdminParts parts) {
        this.parts = parts;
    }

    /// Filters combine.
    AdminAnswer query(AdminRequest request) {
        Value body = request.body();
        Filter filter = Filter.of(body);
        return answer(request, "query", AdminRequest.text(body, "case").orElse(""), filter, filter::matches, () -> new Value.Sequence(List.of()));
    }

    /// Who saw what of one person. The identifier comes in the body, is normalised in memory and goes nowhere.
    AdminAnswer who(AdminRequest request) {
        Value body = request.body();
        Filter filter = Filter.of(body);
        String number = AdminRequest.required(body, "case");
        try (Trail.Person person = parts.rooms()
                .trail()
                .person(AdminRequest.required(body, "type"), AdminRequest.required(body, "value"), parts.node().now().get())) {
            return answer(
                    request,
                    "who",
                    number,
                    filter,
                    leaf -> filter.matches(leaf) && leaf.subjects().stream().anyMatch(group -> person.isIn(day(leaf), group)),
                    () -> Json.list(person.notLinkable().stream().sorted().toList()));
        } catch (IllegalArgumentException unfit) {
            throw AdminRefusal.malformed("The identifier does not fit its type, or the case number is no case number.");
        }
    }

    private AdminAnswer answer(
            AdminRequest request,
            String question,
            String number,
            Filter filter,
            java.util.function.Predicate<Leaf> wanted,
            java.util.function.Supplier<Value> notLinkable) {
        AuditLog log = parts.rooms().log();
        log.settled(SETTLE);
        LogReader reader = log.reader();
        List<Value> rows = new ArrayList<>();
        reader.forEach(0, reader.size(), leaf -> {
            if (wanted.test(leaf)) {
                rows.add(row(leaf));
            }
            return rows.size() < MAX_ROWS;
        });
        ask(request, question, number, filter, rows.size(), reader.size());
        return AdminAnswer.json(Json.object(
                "origin", reader.origin(),
                "size", reader.size(),
                "selfAttested", true,
                "cut", rows.size() == MAX_ROWS,
                "notLinkable", notLinkable.get(),
                "rows", rows));
    }

    /// Looking somebody up is a visible access: durable before the answer.
    private void ask(AdminRequest request, String question, String number, Filter filter, int rows, long covers) {
        try {
            parts.rooms().log().append(new AuditEvent.Query(
                    Upkeep.actor(request.known()),
                    number,
                    question,
                    filter.field().orElse(""),
                    filter.from().map(Instant::getEpochSecond).orElse(0L),
                    filter.to().map(Instant::getEpochSecond).orElse(parts.node().now().get().getEpochSecond()),
                    rows,
                    covers,
                    Subjects.NONE));
        } catch (IllegalArgumentException notOne) {
            throw AdminRefusal.malformed("`case` is no case number: letters, digits and `./_-`, at most 40.");
        } catch (AuditUnavailable log) {
            throw new AdminRefusal(503, "evidence-unavailable", String.valueOf(log.getMessage()));
        }
    }

    private static LocalDate day(Leaf leaf) {
        return instant(leaf).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant instant(Leaf leaf) {
        return Instant.EPOCH.plus(leaf.micros(), java.time.temporal.ChronoUnit.MICROS);
    }

    private static Value row(Leaf leaf) {
        Map<String, Value> row = new LinkedHashMap<>();
        row.put("index", Json.number(leaf.index()));
        row.put("time", Json.text(instant(leaf).toString()));
        row.put("kind", Json.text(leaf.kind()));
        put(row, "app", leaf.text("app"));
        put(row, "route", leaf.text("route"));
        put(row, "role", leaf.text("actor", "role"));
        put(row, "org", leaf.text("actor", "org"));
        put(row, "staff", leaf.text("actor", "id"));
        put(row, "purpose", leaf.text("purpose"));
        put(row, "out", leaf.text("out"));
        put(row, "rule", leaf.text("rule"));
        put(row, "reason", leaf.text("reason"));
        put(row, "object", leaf.text("object", "name"));
        put(row, "responsible", leaf.text("responsible"));
        put(row, "trace", leaf.text("trace"));
        String fields = String.join(" ", leaf.fields().stream().map(seen -> seen.field() + ":" + seen.action()).toList());
        put(row, "fields", fields);
        return new Value.Mapping(row);
    }

    private static void put(Map<String, Value> row, String name, String text) {
        if (!text.isEmpty()) {
            row.put(name, Json.text(text));
        }
    }

    /// One leaf with its proof against a named checkpoint.
    AdminAnswer prove(AdminRequest request) {
        long index = Json.integer(request.body(), "index").orElseThrow(() -> AdminRefusal.malformed("`index` is missing."));
        Optional<Value> proof = LeafProof.of(parts.rooms().log(), index);
        ask(request, "prove", "", Filter.of(Json.object()), proof.isPresent() ? 1 : 0, parts.rooms().log().head().size());
        return AdminAnswer.json(proof.orElseThrow(() -> new AdminRefusal(404, "no-record", "No signed head covers a leaf of that index.")));
    }
}
