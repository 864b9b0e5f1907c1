package io.fieldgate.cli;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which leaves a question is about. Every filter that is given must hold; commas separate alternatives.
final class AuditFilters {
    @Option(
            names = "--kind",
            paramLabel = "KINDS",
            description = "intent, outcome, reveal, deny, shred.done, erase.done …")
    @Nullable
    String kind;

    @Option(names = "--actor", paramLabel = "STAFF", description = "staff id of who acted")
    @Nullable
    String actor;

    @Option(names = "--role", paramLabel = "ROLES", description = "role of who acted")
    @Nullable
    String role;

    @Option(names = "--org", paramLabel = "ORGS", description = "organisation of who acted")
    @Nullable
    String org;

    @Option(names = "--app", paramLabel = "APPS", description = "app, by the name of its policy")
    @Nullable
    String app;

    @Option(names = "--route", paramLabel = "ROUTES", description = "route template, GET /api/declarations/{id}")
    @Nullable
    String route;

    @Option(names = "--field", paramLabel = "FIELDS", description = "field of the policy")
    @Nullable
    String field;

    @Option(
            names = "--action",
            paramLabel = "ACTIONS",
            description = "what was done with it: kept, dropped, masked, encrypted, revealed, rejected …")
    @Nullable
    String action;

    @Option(names = "--purpose", paramLabel = "PURPOSES", description = "purpose of the access")
    @Nullable
    String purpose;

    @Option(names = "--basis", paramLabel = "BASES", description = "legal basis of the purpose")
    @Nullable
    String basis;

    @Option(names = "--policy", paramLabel = "SHA", description = "digest of the policy file that was in force")
    @Nullable
    String policy;

    @Option(names = "--out", paramLabel = "OUTCOMES", description = "outcome, or name of the problem")
    @Nullable
    String outcome;

    @Option(names = "--trace", paramLabel = "TRACE", description = "the Fieldgate-Trace of an answer")
    @Nullable
    String trace;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "not before then")
    @Nullable
    Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", converter = InstantConverter.class, description = "before then")
    @Nullable
    Instant to;

    @Option(names = "--on", paramLabel = "DAY", description = "on that day (UTC), instead of --from and --to")
    @Nullable
    String on;

    /// Members of the body of a question, those that were given.
    Map<String, Value> members() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("kind", kind);
        all.put("actor", actor);
        all.put("role", role);
        all.put("org", org);
        all.put("app", app);
        all.put("route", route);
        all.put("field", field);
        all.put("action", action);
        all.put("purpose", purpose);
        all.put("basis", basis);
        all.put("policy", policy);
        all.put("out", outcome);
        all.put("trace", trace);
        all.put("from", from);
        all.put("to", to);
        all.put("on", on);
        Map<String, Value> given = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (value != null) {
                given.put(name, Json.text(value.toString()));
            }
        });
        return given;
    }
}
