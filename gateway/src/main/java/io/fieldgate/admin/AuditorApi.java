package io.fieldgate.admin;

import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.query.AuditQuery;
import io.fieldgate.audit.query.LeafProof;
import io.fieldgate.audit.query.PolicyHistory;
import io.fieldgate.audit.query.WhoSaw;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.guard.Actors;
import io.fieldgate.lifecycle.SubjectLookup;
import io.fieldgate.proxy.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What auditors ask. Every question is itself a leaf before its answer goes out, and no answer holds a value
/// of anybody.
final class AuditorApi {
    private static final int MAX_ROWS = 10_000;
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final AdminParts parts;

    AuditorApi(AdminParts parts) {
        this.parts = parts;
    }

    /// Filters combine; `collects` and `responsible` ask the policies that were in force instead.
    AdminAnswer query(AdminRequest request) {
        Value body = request.body();
        LeafFilter leafFilter = LeafFilter.of(body);
        String number = AdminRequest.caseNumber(body);
        LogReader reader = reader();
        Optional<String> collects = AdminRequest.text(body, "collects");
        Optional<String> responsible = AdminRequest.text(body, "responsible");
        if (collects.isPresent() || responsible.isPresent()) {
            PolicyHistory history = PolicyHistory.at(reader, leafFilter.to());
            List<PolicyHistory.Loaded> loaded =
                    collects.map(history::collecting).orElseGet(() -> history.of(responsible.orElseThrow()));
            ask(request, "query", number, leafFilter, loaded.size(), reader.size());
            return answer(reader, loaded.stream().map(AuditorApi::row).toList(), false, Set.of());
        }
        AuditQuery.Answer found = leafFilter.query().run(reader, MAX_ROWS);
        ask(request, "query", number, leafFilter, found.rows().size(), found.covers());
        return answer(reader, found.rows().stream().map(AuditorApi::row).toList(), found.cut(), Set.of());
    }

    /// Who saw what of one person. The identifier comes in the body, is normalised in memory and goes nowhere.
    AdminAnswer who(AdminRequest request) {
        Value body = request.body();
        LeafFilter leafFilter = LeafFilter.of(body);
        String number = AdminRequest.caseNumber(body);
        String type = AdminRequest.required(body, "type");
        String value = AdminRequest.required(body, "value");
        try (SubjectLookup.Person person = person(type, value)) {
            LogReader reader = reader();
            WhoSaw.Answer found = WhoSaw.find(reader, leafFilter.query(), person::tags);
            ask(request, "who", number, leafFilter, found.rows().size(), found.covers());
            return answer(reader, found.rows().stream().map(AuditorApi::row).toList(), false, found.unlinkable());
        }
    }

    private SubjectLookup.Person person(String type, String value) {
        try {
            return parts.trail().person(type, value, parts.now());
        } catch (IllegalArgumentException unfit) {
            throw AdminRefusal.malformed("The identifier does not fit its type, or no policy in force names the type.");
        }
    }

    /// One leaf with its proof against the signed head.
    AdminAnswer prove(AdminRequest request) {
        long index = Json.integer(request.body(), "index")
                .orElseThrow(() -> AdminRefusal.malformed("`index` must be a whole number from 0."));
        LogReader reader = reader();
        ask(request, "prove", "", LeafFilter.of(Json.object()), 1, reader.size());
        try {
            LeafProof proof = LeafProof.of(parts.log().folder(), index);
            String leaf = new String(proof.leaf(), StandardCharsets.UTF_8);
            return AdminAnswer.json(
                    Json.object("index", index, "leaf", leaf, "proof", proof.proof(), "selfAttested", true));
        } catch (IllegalArgumentException uncovered) {
            throw new AdminRefusal(Problem.NO_RECORD, String.valueOf(uncovered.getMessage()));
        }
    }

    private LogReader reader() {
        AuditLog log = parts.log();
        log.settled(SETTLE);
        return log.reader();
    }

    /// Looking somebody up is a visible access: durable before the answer.
    private void ask(
            AdminRequest request, String question, String number, LeafFilter leafFilter, int rows, long covers) {
        Instant to = leafFilter.to().equals(Instant.MAX) ? parts.now() : leafFilter.to();
        parts.log()
                .append(new GovernanceEvent.Query(
                        Actors.of(request.known()),
                        number,
                        question,
                        leafFilter.field().orElse(""),
                        leafFilter.from().getEpochSecond(),
                        to.getEpochSecond(),
                        rows,
                        covers,
                        TaggedSubjects.NONE));
    }

    private static AdminAnswer answer(LogReader reader, List<Value> rows, boolean cut, Set<String> notLinkable) {
        return AdminAnswer.json(Json.object(
                "origin",
                reader.origin(),
                "size",
                reader.size(),
                "selfAttested",
                true,
                "cut",
                cut,
                "notLinkable",
                List.copyOf(notLinkable),
                "rows",
                rows));
    }

    private static Value row(PolicyHistory.Loaded loaded) {
        return Json.object(
                "index",
                loaded.index(),
                "app",
                loaded.app(),
                "controller",
                loaded.controller(),
                "processor",
                loaded.processor(),
                "responsible",
                loaded.responsible(),
                "policy",
                loaded.sha());
    }

    private static Value row(Leaf leaf) {
        Map<String, Value> row = new LinkedHashMap<>();
        row.put("index", Json.number(leaf.index()));
        row.put(
                "time",
                Json.text(Instant.EPOCH.plus(leaf.micros(), ChronoUnit.MICROS).toString()));
        row.put("kind", Json.text(leaf.text("kind")));
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
        put(row, "trace", leaf.text("trace"));
        put(
                row,
                "fields",
                String.join(
                        " ",
                        leaf.fields().stream()
                                .map(seen -> seen.field() + ":" + seen.action())
                                .toList()));
        return new Value.Mapping(row);
    }

    private static void put(Map<String, Value> row, String name, String text) {
        if (!text.isEmpty()) {
            row.put(name, Json.text(text));
        }
    }
}
