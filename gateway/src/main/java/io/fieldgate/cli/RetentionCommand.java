package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = "What must die when, what is overdue, and doing it now.",
        footer = {"", "Example:", "  fieldgate retention status"},
        subcommands = {RetentionCommand.Status.class, RetentionCommand.Sweep.class})
final class RetentionCommand {

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Live, due and overdue keys, and the records apps still have to delete.",
            footer = {"", "Example:", "  fieldgate retention status"})
    static final class Status implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Option(names = "--json", description = "as JSON")
        boolean json;

        @Override
        public Integer call() {
            AdminClient.Answer answer = admin.client("operator").get("/api/v1/retention");
            return print(answer, json);
        }
    }

    @Command(
            name = "sweep",
            mixinStandardHelpOptions = true,
            description = "Destroys what is due now instead of at the next round.",
            footer = {"", "Example:", "  fieldgate retention sweep"})
    static final class Sweep implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Option(names = "--json", description = "as JSON")
        boolean json;

        @Override
        public Integer call() {
            AdminClient.Answer answer = admin.client("operator").post("/api/v1/retention/sweep", Json.object());
            return print(answer, json);
        }
    }

    private static int print(AdminClient.Answer answer, boolean json) {
        Console console = new Console();
        if (!answer.isFine()) {
            return answer.refused(console);
        }
        if (json) {
            console.json(answer.body());
        } else {
            Tables.print(console, answer.body());
        }
        return overdue(answer.body()) ? Exit.FINDINGS : Exit.FINE;
    }

    private static boolean overdue(Value body) {
        return Json.integer(body, "overdueKeys").orElse(0) > 0
                || Json.integer(body, "overdueRecords").orElse(0) > 0
                || Json.integer(body, "owingRecords").orElse(0) > 0;
    }
}
