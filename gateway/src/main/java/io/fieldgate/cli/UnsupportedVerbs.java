package io.fieldgate.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Verbs of the house that this version does not have yet: the help names them, and each is refused with a sentence.
/// One more is one line here.
@Command
final class UnsupportedVerbs implements Callable<Integer> {

    /// @param parent the verb it belongs to
    private record Later(String parent, String name, String does) {}

    private static final List<Later> STANDARD = List.of(
            new Later("policy", "test", "Runs policy tests"),
            new Later("policy", "plan", "Shows what a change widens or narrows"),
            new Later("policy", "show", "The register as a table"),
            new Later("audit", "export", "Copies for other systems"),
            new Later("audit", "tail", "The log as it grows"),
            new Later("audit", "witness", "Cosigns the checkpoints of others"),
            new Later("campaign", "close", "Ends a campaign before its latest end"),
            new Later("campaign", "hold", "Keeps named records under an assessed hold"));

    private final String verb;

    private UnsupportedVerbs(String verb) {
        this.verb = verb;
    }

    static void join(CommandLine root) {
        for (Later later : STANDARD) {
            CommandLine command = new CommandLine(new UnsupportedVerbs(later.parent() + " " + later.name()));
            command.getCommandSpec()
                    .mixinStandardHelpOptions(true)
                    .usageMessage()
                    .description(later.does() + " (later version).");
            Optional.ofNullable(root.getSubcommands().get(later.parent()))
                    .orElseThrow()
                    .addSubcommand(later.name(), command);
        }
    }

    @Override
    public Integer call() {
        return new Console()
                .usage("`" + verb + "` comes with a later version; `fieldgate --help` lists what works today.");
    }
}
