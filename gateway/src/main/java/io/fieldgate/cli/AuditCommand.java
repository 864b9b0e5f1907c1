package io.fieldgate.cli;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Asks the audit log, proves what it says, and checks that nobody touched it.",
        footer = {"", "Example:", "  fieldgate audit query --kind reveal --app health-declare"},
        subcommands = {
            AuditCommand.Query.class,
            AuditCommand.Who.class,
            VerifyCommand.class,
            AuditCommand.Prove.class,
            AuditCommand.Export.class,
            AuditCommand.Tail.class,
            AuditCommand.Witness.class
        })
final class AuditCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Console().usage("`audit` needs `query`, `who`, `verify` or `prove`.");
    }

    @Command(
            name = "query",
            mixinStandardHelpOptions = true,
            description = "Filters combine. Every row has its index in the log.",
            footer = {"", "Example:", "  fieldgate audit query --kind shred.done"})
    static final class Query implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Option(names = "--actor", description = "staff id")
        @Nullable
        String actor;

        @Option(names = "--role")
        @Nullable
        String role;

        @Option(names = "--org")
        @Nullable
        String org;

        @Option(names = "--app")
        @Nullable
        String app;

        @Option(names = "--route", description = "route template")
        @Nullable
        String route;

        @Option(names = "--field")
        @Nullable
        String field;

        @Option(names = "--action", description = "kept, dropped, masked, encrypted, revealed, rejected …")
        @Nullable
        String action;

        @Option(names = "--purpose")
        @Nullable
        String purpose;

        @Option(names = "--kind", description = "intent, outcome, reveal, deny, shred.done, erase.done …")
        @Nullable
        String kind;

        @Option(names = "--out", description = "outcome or name of the problem")
        @Nullable
        String outcome;

        @Option(names = "--trace", description = "the Fieldgate-Trace of an answer")
        @Nullable
        String trace;

        @Option(names = "--from", paramLabel = "INSTANT")
        @Nullable
        String from;

        @Option(names = "--to", paramLabel = "INSTANT")
        @Nullable
        String to;

        @Option(names = "--collects", paramLabel = "FIELD", description = "which apps collect this field")
        @Nullable
        String collects;

        @Option(names = "--responsible", paramLabel = "APP", description = "who answers for this app")
        @Nullable
        String responsible;

        @Option(names = "--on", paramLabel = "DAY", description = "with --collects or --responsible: on that day")
        @Nullable
        String on;

        @Option(names = "--json", description = "as JSON")
        boolean json;

        @Override
        public Integer call() {
            Map<String, @Nullable String> filters = new LinkedHashMap<>();
            filters.put("actor", actor);
            filters.put("role", role);
            filters.put("org", org);
            filters.put("app", app);
            filters.put("route", route);
            filters.put("field", field);
            filters.put("action", action);
            filters.put("purpose", purpose);
            filters.put("kind", kind);
            filters.put("out", outcome);
            filters.put("trace", trace);
            filters.put("from", from);
            filters.put("to", to);
            filters.put("collects", collects);
            filters.put("responsible", responsible);
            filters.put("on", on);
            return rows(admin.client("auditor").post("/api/v1/audit/query", given(filters)), json);
        }
    }

    @Command(
            name = "who",
            mixinStandardHelpOptions = true,
            description = {
                "Who saw which field of a person, when and for what.",
                "The identifier is read from the terminal or standard input, never from the command line; the log does not hold it."
            },
            footer = {
                "",
                "Example:",
                "  echo 11010519491231002X | fieldgate audit who --field temperature --case C-2020-7"
            })
    static final class Who implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Option(
                names = "--type",
                defaultValue = "cn.resident-id",
                description = "vocabulary type of the identifier (default: ${DEFAULT-VALUE})")
        String type = "cn.resident-id";

        @Option(names = "--field")
        @Nullable
        String field;

        @Option(names = "--app")
        @Nullable
        String app;

        @Option(names = "--from", paramLabel = "INSTANT")
        @Nullable
        String from;

        @Option(names = "--to", paramLabel = "INSTANT")
        @Nullable
        String to;

        @Option(
                names = "--case",
                required = true,
                paramLabel = "NUMBER",
                description = "case number; looking somebody up is itself a leaf of the log")
        String caseNumber = "";

        @Option(names = "--json", description = "as JSON")
        boolean json;

        @Override
        public Integer call() {
            Map<String, @Nullable String> body = new LinkedHashMap<>();
            body.put("type", type);
            body.put("value", Identifier.fromStandardInput());
            body.put("field", field);
            body.put("app", app);
            body.put("from", from);
            body.put("to", to);
            body.put("case", caseNumber);
            return rows(admin.client("auditor").post("/api/v1/audit/who", given(body)), json);
        }
    }

    @Command(
            name = "prove",
            mixinStandardHelpOptions = true,
            description = "One leaf with its proof of inclusion, as JSON.")
    static final class Prove implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Parameters(paramLabel = "INDEX", description = "index of the leaf")
        long index;

        @Override
        public Integer call() {
            AdminClient.Answer answer =
                    admin.client("auditor").post("/api/v1/audit/prove", Json.object("index", index));
            Console console = new Console();
            if (!answer.isFine()) {
                return console.environment(answer.complaint());
            }
            console.json(answer.body());
            return Exit.FINE;
        }
    }

    @Command(name = "export", description = "Copies for other systems (later version).")
    static final class Export implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("audit export");
        }
    }

    @Command(name = "tail", description = "The log as it grows (later version).")
    static final class Tail implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("audit tail");
        }
    }

    @Command(name = "witness", description = "Cosigns the checkpoints of others (later version).")
    static final class Witness implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("audit witness");
        }
    }

    private static Value given(Map<String, @Nullable String> filters) {
        Map<String, Value> members = new LinkedHashMap<>();
        filters.forEach((name, value) -> {
            if (value != null) {
                members.put(name, Json.text(value));
            }
        });
        return new Value.Mapping(members);
    }

    private static int rows(AdminClient.Answer answer, boolean json) {
        Console console = new Console();
        if (!answer.isFine()) {
            return console.environment(answer.complaint());
        }
        if (json) {
            console.json(answer.body());
            return Exit.FINE;
        }
        List<Value> rows = Json.items(answer.body(), "rows");
        Tables.table(console, rows);
        boolean alone = Json.truth(answer.body(), "selfAttested").orElse(true);
        console.talk(rows.size() + " rows; the log reaches index "
                + (Json.integer(answer.body(), "size").orElse(0) - 1)
                + (alone ? "; self-attested: nobody but this gateway has signed it." : "."));
        return Exit.FINE;
    }
}
