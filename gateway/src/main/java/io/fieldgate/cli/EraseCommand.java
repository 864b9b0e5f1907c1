package io.fieldgate.cli;

import io.fieldgate.document.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases one person in every scope of the tenant.",
            "The identifying value is read from standard input, never from the command line, which other processes can see."
        },
        footer = {"", "Example:", "  echo 11010519491231002X | fieldgate erase --type cn.resident-id --case C-2020-7"})
final class EraseCommand implements Callable<Integer> {
    @Mixin
    AdminOptions admin = new AdminOptions();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "cn.resident-id",
            description = "vocabulary type of the value (default: ${DEFAULT-VALUE})")
    String type = "cn.resident-id";

    @Option(
            names = "--case",
            required = true,
            paramLabel = "NUMBER",
            description = "case number, goes into the evidence")
    String caseNumber = "";

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        String value = IdentifierPrompt.fromStandardInput();
        return output.print(admin.client("operator")
                .post("/api/v1/erase", Json.object("type", type, "value", value, "case", caseNumber)));
    }
}
