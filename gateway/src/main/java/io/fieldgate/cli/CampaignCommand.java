package io.fieldgate.cli;

import io.fieldgate.document.Json;
import java.nio.file.Path;
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
        subcommands = {CampaignCommand.Declare.class, CampaignCommand.Close.class, CampaignCommand.Hold.class})
final class CampaignCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Console().usage("`campaign` needs `declare EVENT`.");
    }

    @Command(
            name = "declare",
            mixinStandardHelpOptions = true,
            description =
                    "Declares an event of the vocabulary. As many distinct persons of distinct units as the vocabulary asks must lend their tokens.")
    static final class Declare implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Parameters(paramLabel = "EVENT", description = "event as the vocabulary names it")
        String event = "";

        @Option(
                names = "--at",
                paramLabel = "INSTANT",
                description = "when it happened, not later than now (default: now)")
        @Nullable
        String at;

        @Option(
                names = "--approver",
                required = true,
                paramLabel = "FILE",
                description = "file with one approver's bearer token; once per person")
        List<Path> approvers = List.of();

        @Override
        public Integer call() {
            List<String> tokens = approvers.stream().map(AdminOptions::read).toList();
            AdminClient.Answer answer = admin.client("operator")
                    .post("/api/v1/events/" + event, Json.object("at", at == null ? "" : at, "approvers", tokens));
            Console console = new Console();
            if (!answer.isFine()) {
                return console.environment(answer.complaint());
            }
            Tables.print(console, answer.body());
            return Exit.FINE;
        }
    }

    @Command(name = "close", description = "Ends a campaign before its latest end (later version).")
    static final class Close implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("campaign close");
        }
    }

    @Command(name = "hold", description = "Keeps named records under an assessed hold (later version).")
    static final class Hold implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("campaign hold");
        }
    }
}
