package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.config.Exit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What a person reads who types a verb wrongly, or asks for help.
class HelpTest {

    static List<CommandLine> verbs() {
        List<CommandLine> verbs = new ArrayList<>();
        collect(Main.commandLine(), verbs);
        return verbs;
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        into.add(command);
        command.getSubcommands().values().forEach(verb -> collect(verb, into));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void help_saysWhatTheVerbDoes_itsExitCodes_andAnExample(CommandLine command) {
        List<String> words = new ArrayList<>(List.of(Main.verb(command).split(" ", -1)));
        words.removeIf(String::isEmpty);
        words.add("--help");
        Verb help = Verb.run(words.toArray(String[]::new));
        assertThat(help.exit()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("Usage: " + command.getCommandSpec().qualifiedName())
                .contains("Exit codes:\n   0 ")
                .contains("\n   2 ")
                .contains("\n   3 ");
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
            assertThat(option.paramLabel())
                    .as(option.longestName())
                    .matches(option.arity().max() == 0 ? ".*" : "[A-Z|=]+");
        }
        if (!(command.getCommand() instanceof UnsupportedVerbs)) {
            assertThat(help.out()).contains("\nExample");
            assertThat(String.join("\n", command.getCommandSpec().usageMessage().footer()))
                    .contains("fieldgate " + Main.verb(command));
        }
    }

    @Test
    void verbs_areThoseOfTheHouse() {
        assertThat(verbs().stream()
                        .filter(verb -> !(verb.getCommand() instanceof UnsupportedVerbs))
                        .map(Main::verb))
                .containsExactlyInAnyOrder(
                        "",
                        "serve",
                        "dev",
                        "dev token",
                        "dev clock",
                        "dev clock advance",
                        "policy",
                        "policy check",
                        "policy explain",
                        "audit",
                        "audit query",
                        "audit who",
                        "audit verify",
                        "audit prove",
                        "retention",
                        "retention status",
                        "retention sweep",
                        "erase",
                        "campaign",
                        "campaign declare",
                        "approve",
                        "config",
                        "doctor");
    }

    /// Nothing was done, exit 2, one sentence, one line that says where help is.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | `fieldgate` needs one of `serve`, `dev`, `policy`, `audit`, `retention`, `erase`, `campaign`, `approve`, `config`, `doctor`.
            polic                           | `polic` is no verb of `fieldgate`; did you mean `policy`?
            undo                            | `fieldgate` needs one of `serve`, `dev`, `policy`, `audit`, `retention`, `erase`, `campaign`, `approve`, `config`, `doctor`.
            policy                          | `fieldgate policy` needs one of `check`, `explain`.
            audit                           | `fieldgate audit` needs one of `query`, `who`, `verify`, `prove`.
            retention                       | `fieldgate retention` needs one of `status`, `sweep`.
            campaign                        | `fieldgate campaign` needs one of `declare`.
            audit qery                      | `qery` is no verb of `fieldgate audit`; did you mean `query`?
            audit query --jsn               | `--jsn` is no option of `fieldgate audit query`; did you mean `--json`?
            audit query --apps=x            | `--apps` is no option of `fieldgate audit query`; did you mean `--app`?
            audit query --11010519491231002X | `fieldgate audit query` has no such option.
            audit query --from yesterday    | `--from` takes an instant such as 2020-02-20T10:00:00+08:00.
            audit query --app               | `--app` takes one value, APPS.
            audit who 11010519491231002X --case C-1 | `fieldgate audit who` takes no further argument; values of persons come on standard input.
            audit who                       | `fieldgate audit who` needs `--case`.
            audit prove                     | `fieldgate audit prove` needs `INDEX`.
            audit prove first               | `INDEX` takes a whole number from 0.
            erase                           | `fieldgate erase` needs `--case`.
            erase 11010519491231002X --case C-1 | `fieldgate erase` takes no further argument; values of persons come on standard input.
            campaign declare                | `fieldgate campaign declare` needs `--approver` and `EVENT`.
            campaign declare e --approver f --at soon | `--at` takes an instant such as 2020-02-20T10:00:00+08:00.
            dev clock advance               | `fieldgate dev clock advance` needs `PERIOD`.
            dev clock advance tomorrow      | `PERIOD` takes a period such as PT24H or P14D.
            dev token                       | `fieldgate dev token` needs `--role`.
            dev token --role a --claim b    | `--claim` takes a pair such as NAME=VALUE.
            policy check --lang de          | `--lang` takes `en` or `zh`.
            policy check --now 2020-02-20   | `--now` takes an instant such as 2020-02-20T10:00:00+08:00.
            config --set folder             | `--set` takes a pair such as KEY=VALUE.
            doctor --json=yes               | `--json` takes no value.
            """)
    void commandLine_thatIsWrong_isAnsweredWithOneSentence(String words, String sentence) {
        Verb verb = Verb.run(words.isEmpty() ? new String[0] : words.split(" ", -1));
        assertThat(verb.complaint()).isEqualTo(sentence);
        assertThat(verb.exit()).isEqualTo(Exit.USAGE);
        assertThat(verb.out()).isEmpty();
        assertThat(verb.err().lines().skip(1)).singleElement().asString().startsWith("help: `fieldgate");
    }

    @ParameterizedTest
    @CsvSource({
        "policy test",
        "policy plan",
        "policy show",
        "audit export",
        "audit tail",
        "audit witness",
        "campaign close",
        "campaign hold"
    })
    void verb_ofALaterVersion_saysSo(String words) {
        Verb verb = Verb.run(words.split(" ", -1));
        assertThat(verb.exit()).isEqualTo(Exit.USAGE);
        assertThat(verb.complaint()).startsWith("`" + words + "` comes with a later version");
    }

    @Test
    void version_isPrinted() {
        assertThat(Verb.run("--version")).isEqualTo(new Verb(0, "fieldgate 0.1.0\n", ""));
    }
}
