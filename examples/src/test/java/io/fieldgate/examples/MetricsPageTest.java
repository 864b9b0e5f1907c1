package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a running gateway counts is what `docs/reference/metrics.md` lists, with kind and labels, both ways; each
/// figure has our prefix and a sentence.
class MetricsPageTest {
    private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");

    @TempDir
    private Path folder;

    @Test
    void metrics_areThoseOfThePage() throws Exception {
        Map<String, String> counted = new TreeMap<>();
        Map<String, String> helps = new TreeMap<>();
        try (Stage stage = Stage.in(folder)
                .with(
                        "alerts.syslog.address",
                        "tcp://127.0.0.1:1") // nobody is there; a channel has metrics all the same
                .build()) {
            stage.open();
            stage.declare(Persons.FIRST);
            stage.http()
                    .post(
                            "/beijing-healthkit/api/checks",
                            stage.citizen(Persons.SECOND.idNo()),
                            "{\"idNo\":\"" + Persons.SECOND.idNo() + "\"}",
                            Map.of("face", Photo.jpeg(2)));
            String text = stage.adminPlane().get("/metrics", "").body();
            text.lines().filter(line -> line.startsWith("# HELP ")).forEach(line -> {
                String[] words = line.split(" ", 4);
                helps.put(words[2], words.length < 4 ? "" : words[3]);
            });
            text.lines().filter(line -> line.startsWith("# TYPE ")).forEach(line -> {
                String[] words = line.split(" ", -1);
                counted.put(words[2], words[3] + ": " + String.join(" ", labels(text, words[2])));
            });
        }
        assertThat(counted.keySet()).allSatisfy(name -> {
            assertThat(name).startsWith("fieldgate_");
            assertThat(helps).containsKey(name);
            assertThat(helps.get(name)).as(name).isNotBlank();
        });
        Map<String, String> written = new TreeMap<>();
        Files.readAllLines(Stage.ROOT.resolve("docs/reference/metrics.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2).split(" *\\| *", -1))
                .forEach(cells -> written.put(
                        words(cells[0]).iterator().next(), cells[1] + ": " + String.join(" ", words(cells[2]))));
        assertThat(written).isEqualTo(counted);
    }

    /// The label names of all samples of a family.
    private static Set<String> labels(String text, String family) {
        Set<String> labels = new TreeSet<>();
        text.lines()
                .filter(line -> line.matches(family + "(_count|_sum)?\\{.*"))
                .forEach(line -> {
                    Matcher label = Pattern.compile("([a-z_]+)=\"").matcher(line);
                    while (label.find()) {
                        labels.add(label.group(1));
                    }
                });
        return labels;
    }

    private static Set<String> words(String cell) {
        Set<String> words = new TreeSet<>();
        Matcher word = WORD.matcher(cell);
        while (word.find()) {
            words.add(word.group(1));
        }
        return words;
    }
}
