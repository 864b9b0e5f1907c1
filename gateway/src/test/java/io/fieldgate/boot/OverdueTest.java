package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.cli.Verb;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An app that does not delete what it owes shows in the exit codes.
class OverdueTest {
    @TempDir
    private Path home;

    @Test
    void recordThatAnAppKeeps_isAFinding() {
        try (GatewayRig rig = GatewayRig.start(home)) {
            rig.book(GatewayRig.LI);
            assertThat(rig.verb("retention", "status").exit()).isZero();
            rig.app().close();
            rig.gateway().advance(Duration.ofDays(12));
            Verb status = rig.verb("retention", "status");
            assertThat(status.out()).contains("overdueRecords: 1");
            assertThat(status.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(rig.verb("retention", "sweep").exit()).isEqualTo(Exit.FINDINGS);
            Verb doctor = rig.verb("doctor");
            assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(doctor.out()).contains("1 records should be deleted by their apps.");
        }
    }
}
