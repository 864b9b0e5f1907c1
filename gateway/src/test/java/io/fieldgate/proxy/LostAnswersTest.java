package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What remains of a record whose app did not say whether it has it.
final class LostAnswersTest {
    private static final String BOOKED = "{\"id\":\"" + ExchangeTest.UUID + "\",\"number\":17}";
    private static final byte[] END = new byte[64];
    private static final String PUT = """
              PUT /api/bookings/{id}:
                takes: one
                body: json
                asks: [store, slot]
                answers: [id, number]
            """;

    static {
        Arrays.fill(END, (byte) -1);
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"500, 1, unknown", "503, 1, unknown", "303, 1, unknown", "400, 0, failed", "409, 0, failed"})
    void appThatFails_mayHaveStoredAndHasARow_oneThatRefusesHasNone(int status, int rows, String outcome) {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(ScriptedBackend.json(status, "{}"));
            assertThat(book(rig, "").problem()).isEqualTo("backend-failed");
            assertThat(rows(rig, Namespace.DUE)).hasSize(rows);
            assertThat(rows(rig, Namespace.DUE_BY_SUBJECT)).hasSize(rows);
            assertThat(rig.leaves().getLast()).contains("\"kind\":\"outcome\"", "\"out\":\"" + outcome + "\"");
        }
    }

    @Test
    void repetitionThatIsAnswered_endsTheDoubt() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(ScriptedBackend.json(500, "{}"));
            book(rig, "Idempotency-Key: try-1\r\n");
            assertThat(lives(rig)).isFalse();
            rig.backend.always(ScriptedBackend.json(201, BOOKED));
            assertThat(book(rig, "Idempotency-Key: try-1\r\n").status()).isEqualTo(201);
            assertThat(lives(rig)).isTrue();
            assertThat(rows(rig, Namespace.DUE)).hasSize(1);
            assertThat(rows(rig, Namespace.LIVE_RECORD)).hasSize(1);
        }
    }

    @Test
    void stateThatFailsAfterTheAppStored_leavesADebt_andAnOpenIntent() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(
                    new ScriptedBackend.Act.After(() -> rig.state.full = true, ScriptedBackend.json(201, BOOKED)));
            assertThat(book(rig, "").problem()).isEqualTo("state-unavailable");
            assertThat(rig.records.owing()).isEqualTo(1);
            rig.state.full = false; // or no checkpoint covers the leaf
            assertThat(rig.leaves().getLast()).contains("\"kind\":\"intent\"");
            assertThat(rows(rig, Namespace.DUE)).isEmpty();
        }
    }

    @Test
    void recordThatTheRouteAddresses_hasItsEnd_thoughTheAppFailed() throws IOException {
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), withPut())) {
            rig.backend.always(ScriptedBackend.json(500, "{}"));
            String target = "/mask-booking/api/bookings/" + ExchangeTest.UUID;
            RawClient.Got got = rig.json("li", "PUT", target, ExchangeTest.BOOKING);
            assertThat(got.problem()).as(got.body()).isEqualTo("backend-failed");
            assertThat(lives(rig)).isTrue();
        }
    }

    /// The shipped policies, where a booking can also be put under an id of the client's choice.
    private Path withPut() throws IOException {
        Path policies = Files.createDirectory(folder.resolve("policies"));
        try (var files = Files.list(ProxyRig.POLICIES)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                Files.writeString(
                        policies.resolve(file.getFileName().toString()),
                        text.replace("  GET /api/bookings/{id}:\n", PUT + "  GET /api/bookings/{id}:\n"));
            }
        }
        return policies;
    }

    private static RawClient.Got book(ProxyRig rig, String extra) {
        String head = "POST /mask-booking/api/bookings HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer("li") + extra
                + "Content-Type: application/json\r\nContent-Length: " + ExchangeTest.BOOKING.length() + "\r\n\r\n";
        return rig.send(head + ExchangeTest.BOOKING);
    }

    private static boolean lives(ProxyRig rig) {
        MountedApp site = rig.mountTable.site("mask-booking").orElseThrow();
        return rig.records.lives(site.register(), ExchangeTest.UUID);
    }

    private static List<Row> rows(ProxyRig rig, Namespace namespace) {
        return rig.state.scan(namespace, new byte[0], END, 100);
    }
}
