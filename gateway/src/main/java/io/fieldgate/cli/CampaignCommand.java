package io.fieldgate.cli;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        description = "Emergencies: declaring the events that end values.",
        footer = {
            "",
            "Example:",
            "  fieldgate campaign declare screening-ended --approver first.jwt --approver second.jwt"
        },
        subcommands = CampaignCommand.Declare.class)
final class CampaignCommand {

    @Command(
            name = "declare",
            mixinStandardHelpOptions = true,
            description = {
                "Declares an event of the vocabulary; what it ends is destroyed before the answer comes.",
                "As many persons of different units as the vocabulary asks must lend their tokens, all of the organisation that may declare it."
            },
            footer = {
                "",
                "Example (dev mode):",
                "  fieldgate dev token --role operator --org city-command --staff wang --claim unit=north > first.jwt",
                "  fieldgate dev token --role operator --org city-command --staff li --claim unit=south > second.jwt",
                "  fieldgate campaign declare screening-ended --approver first.jwt --approver second.jwt"
            })
    static final class Declare implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Parameters(paramLabel = "EVENT", description = "event as the vocabulary names it")
        String event = "";

        @Option(
                names = "--at",
                paramLabel = "INSTANT",
                converter = InstantConverter.class,
                description = "when it happened, not later than now (default: now)")
        @Nullable
        Instant at;

        @Option(
                names = "--approver",
                required = true,
                paramLabel = "FILE",
                description = "file with one approver's bearer token; once per person")
        List<Path> approvers = List.of();

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            List<String> tokens = approvers.stream().map(AdminOptions::read).toList();
            Value body = Json.object("at", at == null ? "" : at.toString(), "approvers", tokens);
            return output.print(admin.client("operator").post("/api/v1/events/" + event, body));
        }
    }
}
