package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at every part of a running gateway and says what to do; exit 1 when a part is ill.",
        footer = {"", "Example:", "  fieldgate doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    AdminOptions admin = new AdminOptions();

    @Option(names = "--json", description = "as JSON")
    boolean json;

    @Override
    public Integer call() {
        AdminClient.Answer answer = admin.client("operator").get("/api/v1/doctor");
        Console console = new Console();
        if (!answer.isFine()) {
            return answer.refused(console);
        }
        if (json) {
            console.json(answer.body());
        } else {
            Tables.table(console, Json.items(answer.body(), "checks"));
        }
        return Json.truth(answer.body(), "sound").orElse(false) ? Exit.FINE : Exit.FINDINGS;
    }
}
