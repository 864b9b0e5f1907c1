package io.fieldgate.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.Meaning;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.ShippedPoliciesTest;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Order of keys, layout and quoting mean nothing; a seed is printed on failure.
final class LayoutTest {
    private static final int ROUNDS = 12;
    private static final int MAX_CELLS = 110;

    @TempDir
    private Path temporary;

    @Test
    void meaning_isTheSameInAnyOrderAndLayout() throws IOException {
        PolicySnapshot plain = PolicyFiles.load(ShippedPoliciesTest.FOLDER, ShippedPoliciesTest.THEN, Lints.STANDARD);
        long start = Long.getLong("seed", 20200220L);
        for (long seed = start; seed < start + ROUNDS; seed++) {
            Random random = new Random(seed);
            Path folder = Files.createDirectories(temporary.resolve("r" + seed).resolve("policies"));
            for (Path file : files()) {
                YamlSource.Parsed parsed = YamlSource.read("x", Files.readAllBytes(file));
                Files.writeString(folder.resolve(file.getFileName()), write(parsed.root(), random));
            }
            PolicySnapshot shuffled = PolicyFiles.load(folder, ShippedPoliciesTest.THEN, Lints.STANDARD);
            assertThat(shuffled.diagnostics())
                    .as("seed " + seed)
                    .extracting(Diagnostic::rule)
                    .containsExactlyInAnyOrder("FG-MIN-07", "FG-BIO-02");
            for (String app : plain.apps().keySet()) {
                assertThat(Meaning.of(shuffled.app(app).orElseThrow()))
                        .as("seed " + seed)
                        .isEqualTo(Meaning.of(plain.app(app).orElseThrow()));
            }
        }
    }

    @Test
    void shippedFiles_areInBlockStyleAndFitTheScreen() throws IOException {
        for (Path file : files()) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                assertThat(CellWidth.of(line)).as(file + ":" + number).isLessThanOrEqualTo(MAX_CELLS);
                String code = line.indexOf(" #") >= 0 ? line.substring(0, line.indexOf(" #")) : line;
                int open = code.indexOf(": {");
                assertThat(open < 0 || code.indexOf(',', open) < 0)
                        .as("one idea a line: " + file + ":" + number)
                        .isTrue();
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ShippedPoliciesTest.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /// The same nodes in another order, all in flow style, quoted.
    private static String write(Node node, Random random) {
        return switch (node) {
            case Node.Scalar scalar -> '"' + scalar.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case Node.Sequence sequence ->
                "["
                        + String.join(
                                random.nextBoolean() ? ", " : ",\n ",
                                sequence.items().stream()
                                        .map(item -> write(item, random))
                                        .toList())
                        + "]";
            case Node.Mapping mapping -> {
                List<Node.Member> members = new ArrayList<>(mapping.members());
                Collections.shuffle(members, random);
                List<String> lines = members.stream()
                        .map(member -> write(member.key(), random) + ": " + write(member.value(), random))
                        .toList();
                yield "{" + String.join(random.nextBoolean() ? ", " : ",\n ", lines) + "}";
            }
        };
    }
}
