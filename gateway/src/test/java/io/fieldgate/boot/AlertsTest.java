package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alarms of a running gateway at real receivers: signed, in order, and not lost while a receiver or the gateway is
/// away.
class AlertsTest {
    private record Posted(String id, String stamp, String signature, String body) {}

    /// An https receiver of this machine.
    private static final class Receiver implements AutoCloseable {
        final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
        final CountDownLatch refused = new CountDownLatch(1);
        private final HttpsServer server;
        private volatile int status = 204;

        Receiver(int port) throws IOException {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(DevTls.server(GatewayRig.KEYS)));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/alarms", this::take);
            server.start();
        }

        private void take(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int answer = status; // once: the test changes it as soon as a refusal is counted
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
            if (answer == 204) {
                posted.add(new Posted(
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        body));
            } else {
                refused.countDown();
            }
        }

        Posted next() throws InterruptedException {
            Posted next = posted.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("an alarm within 20 s").isNotNull();
            return next;
        }

        int port() {
            return server.getAddress().getPort();
        }

        void goAway() {
            server.stop(0);
        }

        @Override
        public void close() {
            goAway();
        }
    }

    /// One person is enough for an alarm.
    private static Path policies(Path home) throws IOException {
        Path copy = Files.createDirectories(home.resolveSibling("touchy"));
        try (var files = Files.list(GatewayRig.ROOT.resolve("policies"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        copy.resolve(file.getFileName()),
                        Files.readString(file).replace("warn-at: 0.5", "warn-at: 0.0002"));
            }
        }
        return copy;
    }

    private static Map<String, String> flags(Path home, int port) throws IOException {
        Map<String, String> flags = new HashMap<>();
        flags.put("policies", policies(home).toString());
        flags.put("alerts.webhook.address", "https://127.0.0.1:" + port + "/alarms");
        flags.put("alerts.webhook.trust", GatewayRig.KEYS.resolve("ca.pem").toString());
        return flags;
    }

    private static int read(GatewayRig rig, String id, String person) {
        String token = rig.gateway()
                .token(TokenRequest.staff("clerk", "pharmacy-group", "supply.mask")
                        .as(person)
                        .with("unit", person));
        return rig.data("GET", "/mask-booking/api/bookings/" + id, token, "").status();
    }

    @Test
    void alarm_isSignedWithTheLogsKey_andAtTheReceiverWithinFiveSeconds(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path home = folder.resolve("home");
        Files.createDirectory(home);
        try (Receiver receiver = new Receiver(0);
                GatewayRig rig = GatewayRig.start(home, flags(home, receiver.port()))) {
            String id = rig.book(GatewayRig.LI);
            long begun = System.nanoTime();
            assertThat(read(rig, id, "clerk-1")).isEqualTo(200);
            Posted first = receiver.next();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(first.body())
                    .startsWith("{\"index\":")
                    .contains("\"rule\":\"legal-scale\"", "\"id\":\"clerk-1\"", "\"origin\":\"localhost/fieldgate/")
                    .doesNotContain(GatewayRig.LI, "13800138000");
            assertThat(isSigned(rig, first)).isTrue();
            assertThat(isSigned(rig, new Posted(first.id(), first.stamp(), first.signature(), first.body() + " ")))
                    .isFalse();
            assertThat(Duration.between(Instant.ofEpochSecond(Long.parseLong(first.stamp())), Instant.now()))
                    .isLessThan(Duration.ofMinutes(1));
        }
    }

    private static boolean isSigned(GatewayRig rig, Posted posted) throws IOException, GeneralSecurityException {
        String trust = Files.readString(rig.folder().resolve(Release.TRUST_FILE))
                .lines()
                .findFirst()
                .orElseThrow();
        byte[] named = Base64.getDecoder().decode(trust.split("\\+", 3)[2]); // the key itself may hold a plus
        byte[] der = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(Arrays.copyOfRange(named, 1, 33)));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        verifier.update((posted.id() + "." + posted.stamp() + "." + posted.body()).getBytes(StandardCharsets.UTF_8));
        return posted.signature().startsWith("v1a,")
                && verifier.verify(Base64.getDecoder().decode(posted.signature().substring(4)));
    }

    /// Refused, then away, then the gateway itself ends: each alarm comes, in the log's order, none is lost.
    @Test
    void receiverThatIsAway_getsEachAlarmLater_alsoAfterARestart(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        Files.createDirectory(home);
        Map<String, String> flags;
        int port;
        Posted first;
        try (Receiver receiver = new Receiver(0)) {
            port = receiver.port();
            flags = flags(home, port);
            receiver.status = 500;
            try (GatewayRig rig = GatewayRig.start(home, flags)) {
                String id = rig.book(GatewayRig.LI);
                assertThat(read(rig, id, "clerk-1")).isEqualTo(200);
                assertThat(receiver.refused.await(20, TimeUnit.SECONDS)).isTrue();
                receiver.status = 204;
                first = receiver.next();
                assertThat(first.body()).contains("\"id\":\"clerk-1\"");
                receiver.goAway();
                assertThat(read(rig, id, "clerk-2")).isEqualTo(200);
                assertThat(read(rig, id, "clerk-3")).isEqualTo(200);
            }
        }
        try (Receiver receiver = new Receiver(port);
                GatewayRig rig = GatewayRig.again(home, flags)) {
            Posted second = receiver.next();
            if (second.id().equals(first.id())) {
                second = receiver.next(); // at least once: the answer to the first was cut off
            }
            assertThat(second.body()).contains("\"id\":\"clerk-2\"");
            assertThat(receiver.next().body()).contains("\"id\":\"clerk-3\"");
            assertThat(receiver.posted.poll(1, TimeUnit.SECONDS))
                    .as("none twice")
                    .isNull();
            assertThat(rig.gateway()).isNotNull();
        }
    }

    @Test
    void syslog_isAFramedMessage_overTlsAndOnThisHost(@TempDir Path folder) throws IOException, InterruptedException {
        for (String scheme : new String[] {"tls", "tcp"}) {
            Path home = folder.resolve(scheme).resolve("home");
            Files.createDirectories(home);
            try (ServerSocket socket = socket(scheme)) {
                Map<String, String> flags = new HashMap<>();
                flags.put("policies", policies(home).toString());
                flags.put("alerts.syslog.address", scheme + "://127.0.0.1:" + socket.getLocalPort());
                flags.put(
                        "alerts.syslog.trust", GatewayRig.KEYS.resolve("ca.pem").toString());
                BlockingQueue<String> got = new LinkedBlockingQueue<>();
                Thread.ofVirtual().start(() -> take(socket, got));
                try (GatewayRig rig = GatewayRig.start(home, flags)) {
                    assertThat(read(rig, rig.book(GatewayRig.LI), "clerk-1")).isEqualTo(200);
                    String frame = got.poll(20, TimeUnit.SECONDS);
                    assertThat(frame).isNotNull();
                    int space = frame.indexOf(' ');
                    String message = frame.substring(space + 1);
                    assertThat(message.getBytes(StandardCharsets.UTF_8))
                            .hasSize(Integer.parseInt(frame.substring(0, space)));
                    assertThat(message)
                            .matches(
                                    "<105>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z n1 fieldgate - ALERT - \\{.*\\}")
                            .contains("\"rule\":\"legal-scale\"", "\"id\":\"clerk-1\"");
                }
            }
        }
    }

    private static ServerSocket socket(String scheme) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return scheme.equals("tcp")
                ? new ServerSocket(0, 5, here)
                : DevTls.server(GatewayRig.KEYS).getServerSocketFactory().createServerSocket(0, 5, here);
    }

    private static void take(ServerSocket socket, BlockingQueue<String> got) {
        try (Socket connection = socket.accept();
                InputStream in = new BufferedInputStream(connection.getInputStream())) {
            got.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException cut) {
            got.add("cut: " + cut.getMessage());
        }
    }

    @Test
    void withoutAWayOut_theDoctorSaysSo(@TempDir Path home) {
        try (GatewayRig rig = GatewayRig.start(home)) {
            assertThat(rig.admin("GET", "/api/v1/doctor", rig.operator(), "").body())
                    .contains("Alarms stay in the log");
        }
    }
}
