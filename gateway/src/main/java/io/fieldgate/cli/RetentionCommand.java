package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
            exitCodeList = "1:a key or a record is overdue, or the end of a record is not written yet",
            footer = {"", "Example:", "  fieldgate retention status"})
    static final class Status implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            return print(output, admin.client("operator").get("/api/v1/retention"));
        }
    }

    @Command(
            name = "sweep",
            mixinStandardHelpOptions = true,
            description = "Destroys what is due now instead of at the next round.",
            exitCodeList = "1:a key or a record is still overdue",
            footer = {"", "Example:", "  fieldgate retention sweep"})
    static final class Sweep implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            return print(output, admin.client("operator").post("/api/v1/retention/sweep", Json.object()));
        }
    }

    private static int print(Output output, AdminClient.Answer answer) {
        return output.print(answer, Tables::print, body -> overdue(body) ? Exit.FINDINGS : Exit.FINE);
    }

    private static boolean overdue(Value body) {
        return Json.integer(body, "overdueKeys").orElse(0) > 0
                || Json.integer(body, "overdueRecords").orElse(0) > 0
                || Json.integer(body, "owingRecords").orElse(0) > 0;
    }
}
