package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.GatewayRig;
import io.fieldgate.boot.config.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What the help shows as an example can be typed.
class HelpExamplesTest {
    @TempDir
    private Path home;

    /// But for those that do not end, and the one of an auditor who has a copy of the log.
    @Test
    void examplesOfTheHelp_work() throws IOException {
        List<String> lines = new ArrayList<>();
        for (CommandLine verb : HelpTest.verbs().reversed()) { // what `campaign declare` makes is used above it
            if (List.of("serve", "dev", "audit verify").contains(Main.verb(verb))) {
                continue;
            }
            for (String line : verb.getCommandSpec().usageMessage().footer()) {
                if (line.startsWith("  ")) {
                    lines.add(line.strip());
                }
            }
        }
        assertThat(lines).hasSizeGreaterThan(20);
        try (GatewayRig rig = GatewayRig.start(home)) {
            for (String line : lines) {
                example(rig, line);
            }
        }
    }

    /// `echo X | fieldgate …` or `fieldgate … > FILE`.
    private void example(GatewayRig rig, String line) throws IOException {
        String[] piped = line.split(" \\| ", -1);
        String[] kept = piped[piped.length - 1].split(" > ", -1);
        List<String> words = new ArrayList<>(List.of(kept[0].split(" +", -1)));
        assertThat(words.removeFirst()).isEqualTo("fieldgate");
        words.replaceAll(word -> word.startsWith("policies") || word.endsWith(".jwt")
                ? home.resolve(word).toString()
                : word);
        if (line.startsWith("fieldgate policy explain") && !words.get(2).startsWith("FG-")) {
            words.addAll(List.of(
                    "--now",
                    "2020-02-20T10:00:00+08:00",
                    "--policies",
                    home.resolve("policies").toString()));
        }
        words.remove("--config");
        words.remove("gateway.yaml");
        boolean offline = words.getFirst().equals("policy");
        Verb verb = offline
                ? Verb.run(words.toArray(String[]::new))
                : rig.fed(piped[0].replace("echo ", "") + "\n", words.toArray(String[]::new));
        assertThat(verb.exit()).as(line + "\n" + verb.err()).isIn(Exit.FINE, Exit.FINDINGS);
        if (kept.length > 1) {
            Files.writeString(home.resolve(kept[1]), verb.out());
        }
    }
}
