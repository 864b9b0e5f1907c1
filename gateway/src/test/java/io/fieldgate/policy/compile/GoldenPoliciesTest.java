package io.fieldgate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every rule has a file that fails it, with its exact text in both languages; `-Dgolden.update` rewrites them
/// and fails.
final class GoldenPoliciesTest {
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    private static final Path RESOURCES = Path.of("src", "main", "resources", "io", "fieldgate", "policy", "compile");

    @TempDir
    private Path temporary;

    @TestFactory
    List<DynamicTest> golden_saysExactlyThis() {
        return GoldenPolicies.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> judge(name)))
                .toList();
    }

    private void judge(String name) throws IOException {
        Path own = Files.createDirectories(temporary.resolve(name));
        List<Diagnostic> findings = GoldenPolicies.findings(name, own);
        String rule = name.substring(0, "FG-XXX-00".length());
        assertThat(findings).as(name).extracting(Diagnostic::rule).contains(rule);
        String printed = GoldenPolicies.print(findings, own.resolve("policies"));
        Path expected = GoldenPolicies.FOLDER.resolve(name + ".diag");
        if (UPDATE) {
            Files.writeString(expected, printed, StandardCharsets.UTF_8);
            fail("rewritten");
        }
        assertThat(printed).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }

    @Test
    void base_hasNothingWrong() throws IOException {
        Path policies = GoldenPolicies.withBase(temporary.resolve("base"));
        List<Diagnostic> findings =
                PolicyFiles.load(policies, GoldenPolicies.NOW, Lints.STANDARD).diagnostics();
        assertThat(findings).as(GoldenPolicies.print(findings, policies)).isEmpty();
    }

    /// `policy explain` of a rule shows these; each is the first finding of its kind in the goldens.
    @Test
    void everyMessage_hasAGoldenAndThatIsItsExample() throws IOException {
        SortedMap<String, String> english = new TreeMap<>();
        SortedMap<String, String> chinese = new TreeMap<>();
        for (String name : GoldenPolicies.names()) {
            Path own = Files.createDirectories(temporary.resolve("all").resolve(name));
            remember(GoldenPolicies.findings(name, own), own.resolve("policies"), english, chinese);
        }
        Set<String> known = new TreeSet<>(Messages.in(Messages.Language.EN).ids());
        known.removeIf(id -> !id.startsWith("FG-") || id.endsWith(".help") || id.endsWith(".other"));
        Path missing = GoldenPolicies.withBase(temporary.resolve("missing"));
        Files.delete(missing.resolve("campaigns.yaml"));
        remember(
                PolicyFiles.load(missing, GoldenPolicies.NOW, Lints.STANDARD).diagnostics(), missing, english, chinese);
        assertThat(english.keySet()).containsAll(known);
        if (UPDATE) {
            Files.writeString(
                    RESOURCES.resolve(LintExamples.fileName(Messages.Language.EN)), LintExamples.write(english));
            Files.writeString(
                    RESOURCES.resolve(LintExamples.fileName(Messages.Language.ZH)), LintExamples.write(chinese));
            fail("rewritten");
        }
        assertThat(LintExamples.in(Messages.Language.EN)).isEqualTo(LintExamples.read(LintExamples.write(english)));
        assertThat(LintExamples.in(Messages.Language.ZH)).isEqualTo(LintExamples.read(LintExamples.write(chinese)));
    }

    private static void remember(
            List<Diagnostic> findings, Path policies, Map<String, String> english, Map<String, String> chinese) {
        for (Diagnostic finding : findings) {
            String[] printed = GoldenPolicies.print(List.of(finding), policies).split("----\n", -1);
            english.putIfAbsent(finding.message(), printed[0]);
            chinese.putIfAbsent(finding.message(), printed[1]);
        }
    }
}
