package io.fieldgate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fieldgate.policy.lint.Lints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every rule has a file that fails it, with its exact text in both languages; `-Dgolden.update` rewrites them
/// and fails.
final class GoldenPoliciesTest {
    private static final boolean UPDATE = System.getProperty("golden.update") != null;
    /// Made by the folder, not by a file's content: shown by [PolicyFilesTest].
    private static final Set<String> NO_FILE = Set.of("FG-SYN-01.unreadable");

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

    @Test
    void everyMessage_hasAGolden() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String name : GoldenPolicies.names()) {
            Path own = Files.createDirectories(temporary.resolve("all").resolve(name));
            GoldenPolicies.findings(name, own).forEach(finding -> shown.add(finding.message()));
        }
        Set<String> known = new TreeSet<>(Messages.in(Messages.Language.EN).ids());
        known.removeIf(id -> !id.startsWith("FG-") || id.endsWith(".help") || id.endsWith(".other"));
        known.removeAll(NO_FILE);
        assertThat(shown).containsAll(known);
    }
}
