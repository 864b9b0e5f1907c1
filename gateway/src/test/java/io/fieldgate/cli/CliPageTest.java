package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The pages of the verbs and of `gateway.yaml` are made from the program: `-Dgolden.update=true` writes them anew and
/// fails.
class CliPageTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final String INTRODUCTION = """
            # The command line

            `gateway/bin/fieldgate <verb> [options]`; in a package, `bin/fieldgate`. `--help` of each verb says what stands here,
            `--version` prints the version.

            Results go to standard output, talk and complaints to standard error. With `--json` standard output is one JSON document, and
            its members keep their names. A complaint is one sentence after `fieldgate: `; it never repeats a person's value. Values of
            persons are read from the terminal or standard input, never from the command line, which other processes can see.

            | Exit code | Means |
            |---|---|
            | 0 | fine |
            | 1 | findings, for the verbs that look for some; each says below what they are |
            | 2 | the command line is wrong, or asks for what cannot be; nothing was done |
            | 3 | a file, a gateway or a credential is missing or refuses; the sentence says which |

            Verbs that ask a running gateway find it by `--admin`, else by the note a dev gateway leaves in its folder, else by
            `admin.listen`. The credential is that of `--token-file`, else of the environment variable `FIELDGATE_TOKEN`, else a
            token made with the dev keys. They call the [admin plane](admin.md) and nothing else.
            """;

    @Test
    void cliPage_saysWhatTheProgramSays() throws IOException {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (CommandLine verb : HelpTest.verbs()) {
            if (!(verb.getCommand() instanceof UnsupportedVerbs)
                    && !Main.verb(verb).isEmpty()) {
                section(page, verb);
            }
        }
        page.append("\n## Later\n\nKnown to the help, refused with exit code 2: ")
                .append(String.join(
                        ", ",
                        HelpTest.verbs().stream()
                                .filter(verb -> verb.getCommand() instanceof UnsupportedVerbs)
                                .map(verb -> "`" + Main.verb(verb) + "`")
                                .toList()))
                .append(".\n");
        compare(REFERENCE.resolve("cli.md"), page.toString());
    }

    private static void section(StringBuilder page, CommandLine verb) {
        var usage = verb.getCommandSpec().usageMessage();
        page.append("\n## `").append(Main.verb(verb)).append("`\n\n");
        page.append(String.join(" ", usage.description())).append("\n");
        List<String> rows = new ArrayList<>();
        for (PositionalParamSpec parameter : verb.getCommandSpec().positionalParameters()) {
            rows.add(row(escaped(parameter.paramLabel()), parameter));
        }
        for (OptionSpec option : verb.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                String value = option.arity().max() == 0 ? "" : " " + escaped(option.paramLabel());
                rows.add(row(String.join("`, `", option.names()) + value, option));
            }
        }
        if (!rows.isEmpty()) {
            page.append("\n| Argument | Meaning |\n|---|---|\n").append(String.join("", rows));
        }
        Map<String, String> codes = usage.exitCodeList();
        if (codes.containsKey(" " + Exit.FINDINGS)) {
            page.append("\nExit code 1: ")
                    .append(codes.get(" " + Exit.FINDINGS))
                    .append(".\n");
        }
        if (usage.footer().length > 2) {
            List<String> lines = List.of(usage.footer()).subList(2, usage.footer().length);
            page.append(lines.size() > 1 ? "\nExample, line by line:\n\n" : "\nExample: ");
            lines.forEach(line -> page.append(lines.size() > 1 ? "- " : "")
                    .append('`')
                    .append(line.strip())
                    .append("`\n"));
        }
    }

    private static String row(String name, ArgSpec argument) {
        String meaning = String.join(" ", argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
        return "| `" + name + "` | " + meaning + (argument.required() ? " (required)" : "") + " |\n";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }

    @Test
    void configPage_hasARowForEverySetting() throws IOException {
        Path file = REFERENCE.resolve("config.md");
        String page = Files.readString(file);
        int table = page.indexOf("| Key | Default |");
        StringBuilder rows = new StringBuilder(page.substring(0, table))
                .append("| Key | Default | Environment | Meaning |\n|---|---|---|---|\n");
        for (SettingKey<?> key : SettingKey.STANDARD) {
            String fallback = key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`";
            String environment = key.isOpen() ? "" : "`" + key.environmentName() + "`";
            rows.append("| `%s` | %s | %s | %s |%n".formatted(key.pattern(), fallback, environment, key.meaning()));
        }
        compare(file, rows.toString());
    }

    private static void compare(Path file, String page) throws IOException {
        if (UPDATE) {
            Files.writeString(file, page);
        }
        assertThat(UPDATE).as("a page is being written anew").isFalse();
        assertThat(Files.readString(file)).isEqualTo(page);
    }
}
