package io.fieldgate.cli;

import io.fieldgate.boot.Release;
import io.fieldgate.boot.config.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `fieldgate <verb>`. Exit codes: 0 fine, 1 findings, 2 usage, 3 environment.
@Command(
        name = "fieldgate",
        mixinStandardHelpOptions = true,
        version = "fieldgate " + Release.VERSION,
        description =
                "A privacy gateway: one policy file per app says which fields may pass, in which form, for how long, and who sees them.",
        footer = {"", "Example:", "  fieldgate policy check policies/health-declare.yaml"},
        subcommands = {
            ServeCommand.class,
            DevCommand.class,
            PolicyCommand.class,
            AuditCommand.class,
            RetentionCommand.class,
            EraseCommand.class,
            CampaignCommand.class,
            ApproveCommand.class,
            ConfigCommand.class,
            DoctorCommand.class
        })
public final class Main {
    private static final String NAME = "fieldgate";
    private static final int WIDTH = 112; // the examples of the help fit on their lines

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /// Every verb with its options, as `--help` and `docs/reference/cli.md` show them.
    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Main());
        UnsupportedVerbs.join(root);
        root.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setExecutionExceptionHandler((failed, command, parsed) -> UsageErrors.failed(failed, new Console()))
                .setParameterExceptionHandler((wrong, arguments) -> UsageErrors.wrong(wrong, new Console()));
        dress(root);
        return root;
    }

    /// A verb says what 1 means, if it looks for findings, and what 0 means, where that is more than fine.
    private static void dress(CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();
        Map<String, String> own = usage.exitCodeList();
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + Exit.FINE, own.getOrDefault(Integer.toString(Exit.FINE), "fine"));
        if (own.containsKey(Integer.toString(Exit.FINDINGS))) {
            codes.put(" " + Exit.FINDINGS, own.get(Integer.toString(Exit.FINDINGS)));
        }
        codes.put(" " + Exit.USAGE, "the command line is wrong; nothing was done");
        codes.put(
                " " + Exit.ENVIRONMENT,
                "a file, a gateway or a credential is missing or refuses; the sentence says which");
        usage.synopsisHeading("Usage: ").exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        command.getSubcommands().values().forEach(Main::dress);
    }

    /// The words after the program's name, `audit query`.
    static String verb(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return name.equals(NAME) ? "" : name.substring(NAME.length() + 1);
    }
}
