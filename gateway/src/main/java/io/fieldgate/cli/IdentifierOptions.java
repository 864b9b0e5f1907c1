package io.fieldgate.cli;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.Map;
import picocli.CommandLine.Option;

/// Names one person to a verb: the type of his identifier and the case he is looked up for. The identifier itself is
/// read from the terminal or standard input.
final class IdentifierOptions {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "cn.resident-id",
            description = "vocabulary type of the identifier (default: ${DEFAULT-VALUE})")
    String type = "";

    @Option(
            names = "--case",
            required = true,
            paramLabel = "NUMBER",
            description = "case number; looking somebody up is itself a leaf of the log")
    String caseNumber = "";

    /// Adds what was asked for to the members of a request. Reads standard input.
    void addTo(Map<String, Value> members) {
        members.put("type", Json.text(type));
        members.put("case", Json.text(caseNumber));
        members.put("value", Json.text(IdentifierPrompt.fromStandardInput()));
    }
}
