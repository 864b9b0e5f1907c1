package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.policy.source.NearMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in a sentence what is wrong with a command line, and where help is.
/// What was typed may be somebody's number on the wrong side of a pipe: only a slip of a known word is repeated.
final class UsageErrors {
    private UsageErrors() {}

    /// @return the exit code
    static int failed(Exception failed, Console console) {
        if (failed instanceof StartFailure known && known.getMessage() != null) {
            return console.complain(known.exit(), known.getMessage());
        }
        // The message of an unforeseen failure may hold what came in; its place is enough for a report.
        StackTraceElement[] trace = failed.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber();
        return console.complain(
                Exit.ENVIRONMENT,
                "A bug of fieldgate stopped this verb (" + failed.getClass().getSimpleName() + place
                        + "); please report it.");
    }

    /// @return [Exit#USAGE]
    static int wrong(ParameterException wrong, Console console) {
        CommandLine command = wrong.getCommandLine();
        console.usage(sentence(wrong, command));
        console.talk("help: `" + command.getCommandSpec().qualifiedName() + " --help`");
        return Exit.USAGE;
    }

    private static String sentence(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(String.valueOf(unmatched.getUnmatched().getFirst()), command);
        }
        if (wrong instanceof MissingParameterException missing) {
            return missing(missing, command);
        }
        ArgSpec argument = wrong.getArgSpec();
        if (argument == null) {
            return command.getSubcommands().isEmpty() ? "The command line is not readable." : needsVerb(command);
        }
        return "`" + name(argument) + "` takes " + accepted(argument) + ".";
    }

    private static String needsVerb(CommandLine command) {
        return "`" + command.getCommandSpec().qualifiedName() + "` needs one of " + String.join(", ", verbs(command))
                + ".";
    }

    private static List<String> verbs(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(verb -> !(verb.getValue().getCommand() instanceof UnsupportedVerbs))
                .map(verb -> "`" + verb.getKey() + "`")
                .toList();
    }

    private static String unmatched(String typed, CommandLine command) {
        String of = command.getCommandSpec().qualifiedName();
        boolean option = typed.startsWith("-");
        List<String> known = new ArrayList<>();
        if (option) {
            command.getCommandSpec().options().forEach(spec -> known.addAll(List.of(spec.names())));
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        Optional<String> near = NearMatch.of(option ? typed.split("=", 2)[0] : typed, known);
        if (near.isPresent()) {
            String slip = option ? typed.split("=", 2)[0] : typed;
            return "`" + slip + "` is no " + (option ? "option" : "verb") + " of `" + of + "`; did you mean `"
                    + near.get() + "`?";
        }
        if (option) {
            return "`" + of + "` has no such option.";
        }
        return command.getSubcommands().isEmpty()
                ? "`" + of + "` takes no further argument; values of persons come on standard input."
                : needsVerb(command);
    }

    private static String missing(MissingParameterException missing, CommandLine command) {
        List<String> names =
                missing.getMissing().stream().map(UsageErrors::name).toList();
        boolean valueless = String.valueOf(missing.getMessage()).contains("parameter for option");
        if (valueless && !names.isEmpty()) {
            return "`" + names.getFirst() + "` takes "
                    + accepted(missing.getMissing().getFirst()) + ".";
        }
        return "`" + command.getCommandSpec().qualifiedName() + "` needs `" + String.join("` and `", names) + "`.";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String accepted(ArgSpec argument) {
        List<String> words = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates()
                    .forEach(word -> words.add("`" + word.toLowerCase(java.util.Locale.ROOT) + "`"));
        }
        if (!words.isEmpty()) {
            return String.join(" or ", words);
        }
        return switch (argument.paramLabel()) {
            case "INSTANT" -> "an instant such as 2020-02-20T10:00:00+08:00";
            case "PERIOD" -> "a period such as PT24H or P14D";
            case "INDEX" -> "a whole number from 0";
            case "URL" -> "an address such as https://127.0.0.1:9443";
            case "KEY=VALUE", "NAME=VALUE" -> "a pair such as " + argument.paramLabel();
            default -> argument.arity().max() == 0 ? "no value" : "one value, " + argument.paramLabel();
        };
    }
}
