package io.fieldgate.cli;

import picocli.CommandLine.Command;

@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks and explains policy files.",
        footer = {"", "Example:", "  fieldgate policy check policies"},
        subcommands = {CheckCommand.class, ExplainCommand.class})
final class PolicyCommand {}
