package io.fieldgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.GatewayRig;
import io.fieldgate.boot.GatewayRig.Got;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The admin plane when a client is slow or the log is away. The log stays away, so that comes last.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AdminFaultsTest {
    private static final String STRANGER = "420106198511081235"; // synthetic, and never came

    @TempDir
    private static Path folder;

    private static GatewayRig rig;

    @BeforeAll
    static void start() {
        rig = GatewayRig.start(folder);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    @Order(1)
    void body_thatDoesNotComeInTime_isRefused_andTheConnectionEnds() {
        Path home = rig.folder();
        AdminSettings hasty = new AdminSettings(
                "127.0.0.1",
                0,
                home.resolve("dev-server.pem"),
                home.resolve("dev-server-key.pem"),
                Duration.ofMillis(500));
        Vertx vertx = Vertx.vertx();
        try (AdminServer quick = new AdminServer(vertx, hasty, rig.adminPlane().parts())) {
            quick.start();
            String got = rig.raw(
                    quick.port(),
                    "POST /api/v1/erase HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 50\r\n\r\n{\"type\":");
            assertThat(got)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("urn:fieldgate:problem:malformed", "The body did not come in time.");
        } finally {
            vertx.close().await();
        }
    }

    @Test
    @Order(2)
    void logThatIsAway_is503WithItsCause_andNothingIsDone() {
        String operator = rig.operator();
        rig.book(GatewayRig.LI);
        rig.adminPlane().parts().log().close();
        String erase = "{\"type\":\"cn.resident-id\",\"value\":\"" + GatewayRig.LI + "\",\"case\":\"C-2020-7\"}";
        Got got = rig.admin("POST", "/api/v1/erase", operator, erase);
        assertThat(got.status()).as(got.body()).isEqualTo(503);
        assertThat(got.contentType()).isEqualTo("application/problem+json");
        assertThat(got.problem()).isEqualTo("evidence-unavailable");
        assertThat(got.body()).contains("The log is closing.").doesNotContain(GatewayRig.LI);
        Got stranger = rig.admin("POST", "/api/v1/erase", operator, erase.replace(GatewayRig.LI, STRANGER));
        assertThat(stranger.status())
                .as("as for a known person: " + stranger.body())
                .isEqualTo(503);
        assertThat(stranger.problem()).isEqualTo("evidence-unavailable");
        Got ready = rig.admin("GET", "/readyz", "", "");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).contains("\"status\":\"unready\"", "\"part\":\"audit log\"");
    }
}
