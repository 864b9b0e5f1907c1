package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.state.Namespace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What remains of a record whose app did not say whether it has it.
final class LostAnswersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"500, 1, unknown", "503, 1, unknown", "303, 1, unknown", "400, 0, failed", "409, 0, failed"})
    void appThatFails_mayHaveStoredAndHasARow_oneThatRefusesHasNone(int status, int rows, String outcome) {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(ScriptedBackend.json(status, "{}"));
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("backend-failed");
            assertThat(Bookings.rows(rig, Namespace.DUE)).hasSize(rows);
            assertThat(Bookings.rows(rig, Namespace.DUE_BY_SUBJECT)).hasSize(rows);
            assertThat(rig.leaves().getLast()).contains("\"kind\":\"outcome\"", "\"out\":\"" + outcome + "\"");
        }
    }

    @Test
    void repetitionThatIsAnswered_endsTheDoubt() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(ScriptedBackend.json(500, "{}"));
            Bookings.book(rig, "li", "Idempotency-Key: try-1\r\n");
            assertThat(lives(rig)).isFalse();
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(Bookings.book(rig, "li", "Idempotency-Key: try-1\r\n").status())
                    .isEqualTo(201);
            assertThat(lives(rig)).isTrue();
            assertThat(Bookings.rows(rig, Namespace.DUE)).hasSize(1);
            assertThat(Bookings.rows(rig, Namespace.LIVE_RECORD)).hasSize(1);
        }
    }

    @Test
    void stateThatFailsAfterTheAppStored_leavesADebt_andAnOpenIntent() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(new ScriptedBackend.Act.After(
                    () -> rig.state.full = true, ScriptedBackend.json(201, Bookings.BOOKED)));
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("state-unavailable");
            assertThat(rig.records.owing()).isEqualTo(1);
            rig.state.full = false; // or no checkpoint covers the leaf
            assertThat(rig.leaves().getLast()).contains("\"kind\":\"intent\"");
            assertThat(Bookings.rows(rig, Namespace.DUE)).isEmpty();
        }
    }

    private static boolean lives(ProxyRig rig) {
        MountedApp site = rig.mountTable.site("mask-booking").orElseThrow();
        return rig.records.lives(site.register(), ExchangeTest.UUID);
    }
}
