package io.fieldgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/// `fieldgate <verb>`. Exit codes: 0 fine, 1 findings, 2 usage, 3 environment.
@Command(
        name = "fieldgate",
        mixinStandardHelpOptions = true,
        version = "fieldgate " + Main.VERSION,
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
            ConfigCommand.class,
            DoctorCommand.class
        })
public final class Main {
    static final String VERSION = "0.1.0";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        IExecutionExceptionHandler complaints = (failed, command, parsed) -> {
            if (failed instanceof StartFailure known && known.getMessage() != null) {
                return new Console().environment(known.getMessage());
            }
            throw failed;
        };
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(complaints)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(failed -> Exit.ENVIRONMENT)
                .execute(arguments);
    }
}
