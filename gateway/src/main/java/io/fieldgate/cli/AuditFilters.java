package io.fieldgate.cli;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Which leaves a question is about. Every filter that is given must hold; commas separate alternatives.
/// A filter is one line of the list, and has the name of its member in the body of the question.
final class AuditFilters {
    private record Filter(String name, String label, String says) {}

    private static final List<Filter> STANDARD = List.of(
            new Filter("kind", "KINDS", "intent, outcome, reveal, deny, shred.done, erase.done …"),
            new Filter("actor", "STAFF", "staff id of who acted"),
            new Filter("role", "ROLES", "role of who acted"),
            new Filter("org", "ORGS", "organisation of who acted"),
            new Filter("app", "APPS", "app, by the name of its policy"),
            new Filter("route", "ROUTES", "route template, GET /api/declarations/{id}"),
            new Filter("field", "FIELDS", "field of the policy"),
            new Filter(
                    "action",
                    "ACTIONS",
                    "what was done with it: kept, dropped, masked, encrypted, revealed, rejected …"),
            new Filter("purpose", "PURPOSES", "purpose of the access"),
            new Filter("basis", "BASES", "legal basis of the purpose"),
            new Filter("policy", "SHA", "digest of the policy file that was in force"),
            new Filter("out", "OUTCOMES", "outcome, or name of the problem"),
            new Filter("trace", "TRACE", "the Fieldgate-Trace of an answer"),
            new Filter("from", "INSTANT", "not before then"),
            new Filter("to", "INSTANT", "before then"),
            new Filter("on", "DAY", "on that day (UTC), instead of --from and --to"));

    private AuditFilters() {}

    /// The filters as options, for a verb to mix in.
    static CommandSpec options() {
        CommandSpec spec = CommandSpec.create();
        for (Filter filter : STANDARD) {
            OptionSpec.Builder option = OptionSpec.builder("--" + filter.name())
                    .paramLabel(filter.label())
                    .description(filter.says());
            spec.addOption(
                    filter.label().equals("INSTANT")
                            ? option.type(Instant.class)
                                    .converters(new InstantConverter())
                                    .build()
                            : option.type(String.class).build());
        }
        return spec;
    }

    /// Members of the body of a question, those that were given.
    static Map<String, Value> members(CommandSpec filters) {
        Map<String, Value> given = new LinkedHashMap<>();
        for (OptionSpec option : filters.options()) {
            Object value = option.getValue();
            if (value != null) {
                given.put(option.longestName().substring(2), Json.text(value.toString()));
            }
        }
        return given;
    }
}
