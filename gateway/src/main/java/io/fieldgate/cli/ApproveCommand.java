package io.fieldgate.cli;

import io.fieldgate.document.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Agrees, as a second person, to an act somebody of another unit asked for.",
            "Without an id it lists what waits: who asks for which act, object, case and reason; with one it agrees to that."
        },
        footer = {
            "",
            "Example (dev mode):",
            "  fieldgate dev token --role gate-guard --org community-office --staff li --purpose entry-registration --claim unit=south > second.jwt",
            "  fieldgate approve --token-file second.jwt"
        })
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "the id of an ask; without it, all that wait")
    @Nullable
    String ask;

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        AdminClient client = admin.client("operator");
        return output.print(
                ask == null ? client.get("/api/v1/asks") : client.post("/api/v1/asks/" + ask, Json.object()));
    }
}
