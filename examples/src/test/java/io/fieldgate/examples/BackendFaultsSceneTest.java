package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.DevTls;
import io.fieldgate.crypto.pki.DevPki;
import io.fieldgate.crypto.pki.TlsContexts;
import io.fieldgate.examples.Client.Answer;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An app that is down, slow, cut off, lying or not who it says: each time one problem in time, without a value,
/// with its evidence; and when it is well again, so is everything.
class BackendFaultsSceneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long IN_TIME_MILLIS = 6_000; // a busy machine's answer to a patience of one second
    private static final String SECRET = "backend-secret-4711";
    private static final String JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @TempDir
    private Path folder;

    /// What is expected of one behaviour: the status and rule of a declaration's answer.
    private record Fault(Tap.Behaviour behaviour, int status, String problem) {}

    private static Map<String, Fault> faults() {
        String body = "{\"id\":\"" + SECRET + "\"}";
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("hangs", new Fault(Tap.hangs(), 504, "backend-timeout"));
        faults.put("trickles", new Fault(Tap.trickles(), 504, "backend-timeout"));
        faults.put("closes", new Fault(Tap.cutsAfter(0), 502, "backend-failed"));
        faults.put("cuts the head", new Fault(Tap.cutsAfter(0.2), 502, "backend-failed"));
        faults.put("cuts the body", new Fault(Tap.cutsAfter(0.9), 502, "backend-failed"));
        faults.put("floods", new Fault(Tap.floods(1L << 30), 502, "backend-unreadable"));
        faults.put("promises more", says(JSON + "Content-Length: 500\r\n\r\n" + body, 502, "backend-failed"));
        faults.put("promises less", says(JSON + "Content-Length: 5\r\n\r\n" + body, 502, "backend-unreadable"));
        faults.put(
                "two lengths",
                says(JSON + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + body, 502, "backend-failed"));
        faults.put("garbage", says(SECRET + "\r\n\r\n" + SECRET, 502, "backend-failed"));
        faults.put(
                "garbage for a length", says(JSON + "Content-Length: " + SECRET + "\r\n\r\n{}", 502, "backend-failed"));
        faults.put(
                "bad chunks",
                says(JSON + "Transfer-Encoding: chunked\r\n\r\n" + SECRET + "\r\n", 502, "backend-failed"));
        faults.put("endless head", says("HTTP/1.1 200 OK\r\nX: " + SECRET.repeat(2_000), 502, "backend-failed"));
        faults.put("no JSON", says(sized(JSON, "<html>" + SECRET + "</html>"), 502, "backend-unreadable"));
        faults.put("cut JSON", says(sized(JSON, "{\"id\":\"" + SECRET), 502, "backend-unreadable"));
        faults.put(
                "bad UTF-8",
                says(
                        sized(JSON, "{\"id\":\"\u00c3" + SECRET + "\"}").replace('\u00c3', '\ufffd'),
                        502,
                        "backend-unreadable"));
        faults.put(
                "HTML",
                says(sized("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", SECRET), 502, "backend-unreadable"));
        faults.put("coded", says(sized(JSON + "Content-Encoding: gzip\r\n", body), 502, "backend-unreadable"));
        faults.put("no id", says(sized(JSON, "{\"note\":\"" + SECRET + "\"}"), 502, "backend-unreadable"));
        faults.put("id of another shape", says(sized(JSON, body), 502, "backend-unreadable"));
        faults.put(
                "error with words",
                says(
                        sized("HTTP/1.1 500 " + SECRET + "\r\nX-Debug: " + SECRET + "\r\n", SECRET),
                        502,
                        "backend-failed"));
        faults.put(
                "redirect",
                says(
                        sized("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.invalid/" + SECRET + "\r\n", ""),
                        502,
                        "backend-failed"));
        faults.put(
                "switches",
                says(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: " + SECRET + "\r\nConnection: upgrade\r\n\r\n",
                        502,
                        "backend-failed"));
        return faults;
    }

    private static Fault says(String text, int status, String problem) {
        return new Fault(Tap.says(text), status, problem);
    }

    private static String sized(String head, String body) {
        return head + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    @Test
    void everyFault_isOneProblemInTimeWithItsEvidence() throws Exception {
        Stage stage =
                Stage.in(folder).with("upstream.timeout", PATIENCE.toString()).build();
        byte[] seen;
        try (stage;
                Tap tap = Tap.inside(stage.app(DemoApp.Kind.HEALTH_DECLARE).url())) {
            stage.with("apps.health-declare.upstream", tap.url());
            stage.open();
            String id = stage.declare(Persons.FIRST);
            String path = "/health-declare/api/declarations/" + id;
            String whole = read(stage, path).body();
            for (Map.Entry<String, Fault> each : faults().entrySet()) {
                Fault fault = each.getValue();
                stage.gateway().advance(Duration.ofMinutes(1));
                tap.behave(fault.behaviour());
                long since = System.nanoTime();
                Answer taken = stage.tryDeclare(Persons.SECOND);
                check(each.getKey() + ", taking", taken, fault, since);
                since = System.nanoTime();
                Answer given = read(stage, path);
                check(each.getKey() + ", giving", given, fault, since);

                tap.behave(Tap.PASS);
                assertThat(read(stage, path).body())
                        .as("after: " + each.getKey())
                        .isEqualTo(whole);
            }
            assertThat(stage.tryDeclare(Persons.SECOND).status()).isEqualTo(201);
            assertThat(ready(stage)).isEqualTo(200);
            seen = tap.seen();
        }
        byte[] received = Files.readAllBytes(stage.received(DemoApp.Kind.HEALTH_DECLARE));
        Ledger.of(stage).verifies().hasIntentOf(seen).closesEveryIntent().hasDueRowOf(Ledger.events(received));
        assertThat(new Sweep().files(stage.home()).hits(SECRET)).isEmpty();
    }

    private static Answer read(Stage stage, String path) throws Exception {
        return stage.http().get(path, stage.citizen(Persons.FIRST.idNo()));
    }

    private static void check(String what, Answer answer, Fault fault, long since) {
        assertThat((System.nanoTime() - since) / 1_000_000).as(what).isLessThan(IN_TIME_MILLIS);
        boolean giving = what.endsWith("giving") && answer.status() == 502;
        assertThat(answer.status()).as(what + ": " + answer).isEqualTo(fault.status());
        assertThat(answer.body())
                .as(what)
                .contains(
                        "urn:fieldgate:problem:" + (giving ? "backend-" : fault.problem()), "\"rule\":", answer.trace())
                .doesNotContain(SECRET)
                .doesNotContain("html")
                .doesNotContain(Persons.SECOND.name());
    }

    private static int ready(Stage stage) throws Exception {
        return stage.adminPlane().get("/readyz", "").status();
    }

    /// What an app says after its answer is nobody's answer.
    @Test
    void secondAnswer_reachesNobody() throws Exception {
        Stage stage =
                Stage.in(folder).with("upstream.timeout", PATIENCE.toString()).build();
        try (stage;
                Tap tap = Tap.inside(stage.app(DemoApp.Kind.HEALTH_DECLARE).url())) {
            stage.with("apps.health-declare.upstream", tap.url());
            stage.open();
            String path = "/health-declare/api/declarations/" + stage.declare(Persons.FIRST);
            String whole = read(stage, path).body();
            String smuggled = sized(JSON, "{\"data\":{\"id\":\"00000000-0000-4000-8000-000000000000\"}}");
            tap.behave((reply, out, each) -> {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(reply);
                both.writeBytes(smuggled.getBytes(StandardCharsets.UTF_8));
                out.write(both.toByteArray()); // one TLS record: what follows is there before the next request is
            });
            for (int i = 0; i < 20; i++) {
                stage.gateway().advance(Duration.ofMinutes(1)); // the limits of a caller are not what is shown here
                Answer answer = read(stage, path);
                assertThat(answer.status()).isIn(200, 502);
                assertThat(answer.body()).doesNotContain("00000000-0000-4000-8000-000000000000");
                assertThat(answer.status() == 502 || answer.body().equals(whole))
                        .isTrue();
            }
        }
    }

    /// Down, expired, of another host, of an authority nobody trusts, no TLS at all: nothing is sent.
    @Test
    void wrongCertificate_getsNothing() throws Exception {
        Stage stage =
                Stage.in(folder).with("upstream.timeout", PATIENCE.toString()).build();
        String app = stage.app(DemoApp.Kind.HEALTH_DECLARE).url();
        Path others = folder.resolve("others");
        DevPki.createAuthority(others, Instant.now(), new SecureRandom());
        DevPki ours = DevPki.load(Stage.KEYS, new SecureRandom());
        DevPki.Leaf expired = ours.issue("expired", Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(1));
        DevPki.Leaf foreign =
                DevPki.load(others, new SecureRandom()).issue("foreign", Instant.now(), Duration.ofDays(1));
        try (stage;
                Tap late = Tap.inside(app, TlsContexts.server(expired), "127.0.0.1", 0);
                Tap host = Tap.inside(app, DevTls.server(Stage.KEYS), "127.0.0.2", 0);
                Tap stranger = Tap.inside(app, TlsContexts.server(foreign), "127.0.0.1", 0);
                ServerSocket plain = new ServerSocket(0, 8, java.net.InetAddress.getLoopbackAddress())) {
            int free;
            try (ServerSocket closed = new ServerSocket(0)) {
                free = closed.getLocalPort();
            }
            for (String url : List.of(
                    late.url(),
                    host.url(),
                    stranger.url(),
                    "https://127.0.0.1:" + plain.getLocalPort(),
                    "https://127.0.0.1:" + free)) {
                stage.with("apps.health-declare.upstream", url);
                stage.restart();
                long since = System.nanoTime();
                Answer answer = stage.tryDeclare(Persons.FIRST);
                assertThat((System.nanoTime() - since) / 1_000_000).as(url).isLessThan(IN_TIME_MILLIS);
                assertThat(answer.status()).as(answer.toString()).isIn(502, 504);
                assertThat(answer.body()).contains("urn:fieldgate:problem:backend-", "\"rule\":\"no");
            }
            assertThat(late.requests() + host.requests() + stranger.requests()).isZero();
            assertThat(stage.app(DemoApp.Kind.HEALTH_DECLARE).stored()).isZero();

            SSLContext good = DevTls.server(Stage.KEYS);
            try (Tap well = Tap.inside(
                    app,
                    good,
                    "127.0.0.1",
                    URI.create("https://127.0.0.1:" + free).getPort())) {
                assertThat(stage.tryDeclare(Persons.FIRST).status()).isEqualTo(201);
                assertThat(well.requests()).isPositive();
            }
        }
        Ledger.of(stage).verifies().closesEveryIntent();
    }
}
