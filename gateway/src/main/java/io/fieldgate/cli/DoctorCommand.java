package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at every part of a running gateway and says what to do; exit 1 when a part is ill.",
        exitCodeList = "1:a part is ill",
        footer = {"", "Example:", "  fieldgate doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    AdminOptions admin = new AdminOptions();

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        return output.print(
                admin.client("operator").get("/api/v1/doctor"),
                (console, answer) -> Tables.table(console, Json.items(answer, "checks")),
                answer -> Json.truth(answer, "sound").orElse(false) ? Exit.FINE : Exit.FINDINGS);
    }
}
