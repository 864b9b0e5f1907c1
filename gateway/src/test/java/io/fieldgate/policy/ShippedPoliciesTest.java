package io.fieldgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.DiagnosticPrinter;
import io.fieldgate.policy.source.Messages;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

public final class ShippedPoliciesTest {
    public static final Path FOLDER = Path.of("..", "policies");
    public static final Instant THEN = Instant.parse("2020-02-20T02:00:00Z");

    @Test
    void shippedPolicies_haveTheTwoExpectedWarningsAndNoErrors() {
        PolicySnapshot snapshot = PolicyFiles.load(FOLDER, THEN, Lints.STANDARD);
        String printed = DiagnosticPrinter.reading(Messages.in(Messages.Language.EN), FOLDER)
                .print(snapshot.diagnostics());
        assertThat(snapshot.diagnostics())
                .as(printed)
                .extracting(Diagnostic::rule)
                .containsExactly("FG-MIN-07", "FG-BIO-02");
        assertThat(snapshot.closed()).isEmpty();
        assertThat(snapshot.apps().keySet())
                .containsExactlyInAnyOrder("health-declare", "beijing-healthkit", "mask-booking");
    }
}
