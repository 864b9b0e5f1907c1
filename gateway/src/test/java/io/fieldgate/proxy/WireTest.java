package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client may do to the connection: framing tricks, slow and cut bodies, unread bodies. None of it
/// reaches the app.
final class WireTest {
    private static final String TARGET = "/mask-booking/api/bookings";

    @TempDir
    static Path folder;

    static ProxyRig rig;

    @BeforeAll
    static void open() {
        ProxySettings.Waits quick = new ProxySettings.Waits(
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
        rig = new ProxyRig(folder, ProxyRig.settings().withWaits(quick).withPlainPort(0));
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.backend.forget();
        rig.clock.advance(Duration.ofMinutes(2)); // the limits of callers begin anew
    }

    private static String post(String headers, String body) {
        return "POST " + TARGET + " HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer wang\r\n"
                + "Content-Type: application/json\r\n" + headers + "\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Content-Length: 4\r\nContent-Length: 4\r\n",
                "Content-Length: 4, 4\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: 0x4\r\n",
                "Content-Length: -1\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: chunked\r\nTrailer: x-late\r\n",
                "Transfer-Encoding:\r\n chunked\r\n",
                "Bad Name: x\r\nContent-Length: 4\r\n",
                "Nul: a\u0000b\r\nContent-Length: 4\r\n",
            })
    void framing_withTwoReadingsIsRefusedAndTheConnectionEnds(String headers) {
        try (RawClient client = new RawClient(rig.server.port())) {
            RawClient.Got got = client.send(post(headers, "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: gate\r\n\r\n"))
                    .read();
            assertThat(got.status()).isEqualTo(400);
            assertThat(got.problem()).isEqualTo("malformed");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(rig.backend.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /mask-booking/api/draws/2020-02-20 HTTP/1.1\r\n\r\n",
                "GET /mask-booking/api/draws/2020-02-20 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /mask-booking/api/draws/2020-02-20 HTTP/1.1\r\nHost: gate\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                "GET /mask-booking/api/draws/2020-02-20 HTTP/1.1\r\nHost: gate\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
                "GET http://gate/mask-booking/api/draws/2020-02-20 HTTP/1.1\r\nHost: gate\r\n\r\n",
                "GET /mask-booking/api/draws/../draws/2020-02-20 HTTP/1.1\r\nHost: gate\r\n\r\n",
                "NONSENSE\r\n\r\n",
            })
    void head_withTwoReadingsIsRefused(String request) {
        RawClient.Got got = rig.send(request);
        assertThat(got.status()).as(got.head()).isEqualTo(400);
        assertThat(got.problem()).isEqualTo("malformed");
        assertThat(rig.backend.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE " + TARGET, "CONNECT gate:443", "BREW " + TARGET})
    void method_thatIsNoneOfOursIsRefused(String line) {
        RawClient.Got got = rig.send(line + " HTTP/1.1\r\nHost: gate:443\r\n\r\n");
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.header("allow")).isPresent();
        assertThat(rig.backend.received()).isEmpty();
    }

    /// RFC 9112 §5.2 lets a server join folded lines; no header goes on, so nobody behind can read them otherwise.
    @Test
    void folded_headerIsOneValueAndGoesNowhere() {
        rig.send(post("X-Folded: alpha\r\n beta\r\nContent-Length: 2\r\n", "{}"));
        RawClient.Got got = rig.send(
                "GET /mask-booking/api/draws/2020-02-20 HTTP/1.1\r\nHost: gate\r\nX-Folded: alpha\r\n beta\r\n\r\n");
        assertThat(got.status()).isNotEqualTo(400);
        assertThat(String.join("", rig.backend.received()))
                .doesNotContain("alpha")
                .doesNotContain("beta");
    }

    @Test
    void head_overItsLimitIsRefused() {
        RawClient.Got lines =
                rig.send("GET " + TARGET + " HTTP/1.1\r\nHost: gate\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
        RawClient.Got target = rig.send("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: gate\r\n\r\n");
        assertThat(lines.status()).isEqualTo(400);
        assertThat(target.status()).isEqualTo(400);
    }

    @Test
    void caller_isCheckedBeforeABodyByteIsRead() {
        try (RawClient client = new RawClient(rig.server.port())) {
            RawClient.Got got = client.send(
                            "POST " + TARGET + " HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 3000\r\n\r\n")
                    .read();
            assertThat(got.status()).isEqualTo(401);
            assertThat(got.header("www-authenticate")).contains("Bearer");
            assertThat(got.header("connection")).contains("close");
        }
    }

    @Test
    void continue_comesOnlyForACallerWhoMay() {
        String expect = "Expect: 100-continue\r\nContent-Length: 2\r\n";
        try (RawClient client = new RawClient(rig.server.port())) {
            assertThat(client.send(post(expect, "")).readHead().status()).isEqualTo(100);
            assertThat(client.send("{}").read().problem()).isEqualTo("unfit");
        }
        RawClient.Got refused = rig.send(post(expect, "").replace("Bearer wang", "Bearer nobody"));
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void body_overTheLimitIsRefused() {
        RawClient.Got declared = rig.send(post("Content-Length: 5000\r\n", ""));
        assertThat(declared.problem()).isEqualTo("too-large");
        String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
        RawClient.Got chunked = rig.send(post("Transfer-Encoding: chunked\r\n", chunk + chunk + "0\r\n\r\n"));
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(rig.backend.received()).isEmpty();
    }

    @Test
    void body_thatStopsComingIsRefusedInTime() {
        RawClient.Got got = rig.send(post("Content-Length: 50\r\n", "{\"idNo\":"));
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).contains("body-too-slow");
        assertThat(rig.backend.received()).isEmpty();
    }

    @Test
    void connection_cutInsideABodyLeavesNothingBehind() throws InterruptedException {
        try (RawClient client = new RawClient(rig.server.port())) {
            client.send(post("Content-Length: 50\r\n", "{\"idNo\":"));
        }
        await(() -> rig.server.running() == 0);
        assertThat(rig.backend.received()).isEmpty();
    }

    @Test
    void connection_thatSendsNoHeadIsClosed() {
        try (RawClient client = new RawClient(rig.server.port())) {
            client.send("POST /mask");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void connection_whoseNextHeadTrickles_isClosed() {
        try (RawClient client = new RawClient(rig.server.port())) {
            String request = "GET /nobody HTTP/1.1\r\nHost: gate\r\n";
            assertThat(client.send(request + "\r\n").read().status()).isEqualTo(404);
            assertThat(client.send(request + "\r\n").read().status()).isEqualTo(404);
            long since = System.nanoTime();
            Thread.ofVirtual().start(() -> trickle(client, request + "X: " + "x".repeat(80)));
            assertThat(client.isEnded()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /// A byte every 100 ms, so that the connection is never idle.
    private static void trickle(RawClient client, String text) {
        try {
            for (int i = 0; i < text.length(); i++) {
                client.send(text.substring(i, i + 1));
                Thread.sleep(100);
            }
        } catch (InterruptedException | java.io.UncheckedIOException ended) {
            // that is what the gateway should do
        }
    }

    @Test
    void connection_isKeptForTheNextRequest() {
        try (RawClient client = new RawClient(rig.server.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send("GET /nobody HTTP/1.1\r\nHost: gate\r\n\r\n")
                                .read()
                                .status())
                        .isEqualTo(404);
                assertThat(client.send(post("Content-Length: 2\r\n", "{}"))
                                .read()
                                .status())
                        .isEqualTo(422);
            }
        }
    }

    @Test
    void pipelined_requestsAreAnsweredInOrder() {
        try (RawClient client = new RawClient(rig.server.port())) {
            client.send(post("Content-Length: 2\r\n", "{}") + "GET /nobody HTTP/1.1\r\nHost: gate\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(422);
            assertThat(client.read().status()).isEqualTo(404);
        }
    }

    @Test
    void media_nobodyDeclaredIsRefused() {
        String plain = post("Content-Length: 2\r\n", "{}");
        assertThat(rig.send(plain.replace("application/json", "text/plain")).problem())
                .isEqualTo("media-type");
        assertThat(rig.send(plain.replace("Content-Type: application/json\r\n", ""))
                        .problem())
                .isEqualTo("media-type");
        assertThat(rig.send(plain.replace("Content-Length", "Content-Encoding: gzip\r\nContent-Length"))
                        .problem())
                .isEqualTo("media-type");
        RawClient.Got body = rig.send(
                "GET /mask-booking/api/draws/2020-02-20 HTTP/1.1\r\nHost: gate\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(body.problem()).isEqualTo("media-type");
    }

    @Test
    void plainPort_saysWhereToGoAndReadsNoBody() {
        int port = rig.server.plainPort().orElseThrow();
        RawClient.Got got = RawClient.once(port, post("Content-Length: 200\r\n", ""));
        assertThat(got.status()).isEqualTo(426);
        assertThat(got.problem()).isEqualTo("tls-required");
        assertThat(got.header("upgrade")).contains("TLS/1.2");
        assertThat(got.header("connection")).contains("close");
    }

    @Test
    void options_isAnsweredByTheGateway() {
        RawClient.Got got = rig.send("OPTIONS /mask-booking/api/bookings/7 HTTP/1.1\r\nHost: gate\r\n\r\n");
        assertThat(got.status()).isEqualTo(204);
        assertThat(got.header("allow")).contains("DELETE, GET, HEAD, OPTIONS");
        assertThat(rig.backend.received()).isEmpty();
    }

    @Test
    void problem_speaksTheClientsLanguageAndEchoesNothing() {
        String secret = "s3cr3t-13800138000";
        RawClient.Got got = rig.send("GET /nobody/" + secret + "?a=" + secret + " HTTP/1.1\r\nHost: gate\r\nX-Secret: "
                + secret + "\r\nAccept-Language: zh-CN\r\n\r\n");
        assertThat(got.header("content-language")).contains("zh");
        assertThat(got.header("content-type")).contains("application/problem+json");
        assertThat(got.body()).contains("此处没有服务。").doesNotContain(secret);
        assertThat(new String(got.head().getBytes(UTF_8), UTF_8)).doesNotContain(secret);
    }

    static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(deadline);
            Thread.sleep(5);
        }
    }
}
