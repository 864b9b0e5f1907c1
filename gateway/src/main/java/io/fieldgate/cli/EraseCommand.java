package io.fieldgate.cli;

import io.fieldgate.document.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    IdentifierOptions person = new IdentifierOptions();

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        Map<String, Value> body = new LinkedHashMap<>();
        person.addTo(body);
        return output.print(admin.client("operator").post("/api/v1/erase", new Value.Mapping(body)));
    }
}
