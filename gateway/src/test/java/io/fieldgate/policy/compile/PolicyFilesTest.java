package io.fieldgate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyFilesTest {
    @TempDir
    private Path temporary;

    private Path policies = Path.of("");

    @BeforeEach
    void copy() {
        policies = GoldenPolicies.withBase(temporary);
    }

    @Test
    void brokenApp_closesItselfAndNoOther() throws IOException {
        Files.writeString(policies.resolve("second.yaml"), "policy: [");
        PolicySnapshot snapshot = load(GoldenPolicies.NOW);
        assertThat(snapshot.closed()).containsExactly("second");
        assertThat(snapshot.apps().keySet()).containsExactly("other");
    }

    @Test
    void brokenSharedFile_closesAll() throws IOException {
        for (String shared : List.of("vocabulary", "campaigns", "invariants")) {
            byte[] before = Files.readAllBytes(policies.resolve(shared + ".yaml"));
            Files.writeString(policies.resolve(shared + ".yaml"), shared + ":\n\t- x");
            assertThat(load(GoldenPolicies.NOW).closed()).as(shared).containsExactlyInAnyOrder("other", "second");
            Files.delete(policies.resolve(shared + ".yaml"));
            PolicySnapshot missing = load(GoldenPolicies.NOW);
            assertThat(missing.closed()).as(shared).containsExactlyInAnyOrder("other", "second");
            assertThat(missing.diagnostics()).extracting(Diagnostic::message).contains("FG-SYN-01.unreadable");
            Files.write(policies.resolve(shared + ".yaml"), before);
        }
    }

    @Test
    void missingFolder_isAFindingAndServesNothing() {
        PolicySnapshot snapshot = PolicyFiles.load(temporary.resolve("nowhere"), GoldenPolicies.NOW, Lints.STANDARD);
        assertThat(snapshot.apps()).isEmpty();
        assertThat(snapshot.diagnostics()).isNotEmpty();
    }

    @Test
    void overdueAssessment_isAnErrorAndStillServesReading() throws IOException {
        Path file = policies.resolve("other.yaml");
        Files.writeString(file, Files.readString(file).replace("assessment: PIA-1", "assessment:\n  due: 2020-02-15"));
        PolicySnapshot snapshot = load(GoldenPolicies.NOW);
        assertThat(snapshot.diagnostics()).extracting(Diagnostic::message).containsExactly("FG-LIF-02.overdue");
        assertThat(snapshot.app("other").orElseThrow().duties().assessmentDue())
                .contains(Instant.parse("2020-02-14T16:00:00Z"));
    }

    @Test
    void incompleteListOfRules_isRefused() {
        List<Lint> fewer = Lints.STANDARD.subList(1, Lints.STANDARD.size() - 1);
        assertThatThrownBy(() -> PolicyFiles.load(policies, GoldenPolicies.NOW, fewer))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void digest_changesWithAnyByteOfAnyFile() throws IOException {
        String before = load(GoldenPolicies.NOW).digest();
        assertThat(load(GoldenPolicies.NOW).digest()).isEqualTo(before);
        Files.writeString(
                policies.resolve("campaigns.yaml"),
                Files.readString(policies.resolve("campaigns.yaml")) + "# one more\n");
        assertThat(load(GoldenPolicies.NOW).digest()).isNotEqualTo(before);
    }

    private PolicySnapshot load(Instant now) {
        return PolicyFiles.load(policies, now, Lints.STANDARD);
    }
}
