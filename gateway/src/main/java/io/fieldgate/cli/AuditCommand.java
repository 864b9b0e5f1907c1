package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Asks the audit log, proves what it says, and checks that nobody touched it.",
        footer = {"", "Example:", "  fieldgate audit query --kind reveal --app health-declare"},
        subcommands = {AuditCommand.Query.class, AuditCommand.Who.class, VerifyCommand.class, AuditCommand.Prove.class})
final class AuditCommand {

    @Command(
            name = "query",
            mixinStandardHelpOptions = true,
            description = {
                "Leaves of the log, oldest first, or the policies that were in force.",
                "Filters combine; commas separate alternatives. Every row has its index in the log, for `audit prove`."
            },
            footer = {"", "Example:", "  fieldgate audit query --kind shred.done"})
    static final class Query implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Mixin
        CommandSpec filters = AuditFilters.options();

        @Option(names = "--collects", paramLabel = "FIELD", description = "which apps collect this field")
        @Nullable
        String collects;

        @Option(names = "--responsible", paramLabel = "APP", description = "who answers for this app")
        @Nullable
        String responsible;

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            Map<String, Value> body = AuditFilters.members(filters);
            if (collects != null) {
                body.put("collects", Json.text(collects));
            }
            if (responsible != null) {
                body.put("responsible", Json.text(responsible));
            }
            return output.print(
                    admin.client("auditor").post("/api/v1/audit/query", new Value.Mapping(body)),
                    AuditCommand::rows,
                    _ -> Exit.FINE);
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

        @Mixin
        CommandSpec filters = AuditFilters.options();

        @Mixin
        IdentifierOptions person = new IdentifierOptions();

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            Map<String, Value> body = AuditFilters.members(filters);
            person.addTo(body);
            return output.print(
                    admin.client("auditor").post("/api/v1/audit/who", new Value.Mapping(body)),
                    AuditCommand::rows,
                    _ -> Exit.FINE);
        }
    }

    @Command(
            name = "prove",
            mixinStandardHelpOptions = true,
            description = "Prints one leaf and its proof of inclusion (C2SP tlog-proof) under the signed head.",
            footer = {"", "Example:", "  fieldgate audit prove 0"})
    static final class Prove implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Parameters(paramLabel = "INDEX", description = "index of the leaf, from the first column of `audit query`")
        long index;

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            return output.print(
                    admin.client("auditor").post("/api/v1/audit/prove", Json.object("index", index)),
                    Prove::leaf,
                    _ -> Exit.FINE);
        }

        private static void leaf(Console console, Value answer) {
            console.result(Json.string(answer, "leaf").orElse(""));
            console.result("");
            console.result(Json.string(answer, "proof").orElse("").stripTrailing());
        }
    }

    private static void rows(Console console, Value answer) {
        List<Value> rows = Json.items(answer, "rows");
        Tables.table(console, rows);
        boolean alone = Json.truth(answer, "selfAttested").orElse(true);
        boolean cut = Json.truth(answer, "cut").orElse(false);
        int gone = Json.items(answer, "notLinkable").size();
        console.talk(rows.size() + (rows.size() == 1 ? " row" : " rows") + (cut ? ", cut; narrow the question" : "")
                + "; the log reaches index "
                + (Json.integer(answer, "size").orElse(0) - 1)
                + (alone ? "; self-attested: nobody but this gateway has signed it." : "."));
        if (gone > 0) {
            console.talk("What was linked under " + gone + " destroyed keys belongs to nobody any more.");
        }
    }
}
