package io.fieldgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.proxy.ExchangeTest;
import io.fieldgate.proxy.ProxyRig;
import io.fieldgate.proxy.ScriptedBackend;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A backend that is slow, broken or lies: the caller gets a named problem and nothing of what the backend said.
final class UpstreamTest {
    private static final String OK = "{\"winners\":[{\"number\":17}]}";

    @TempDir
    static Path folder;

    static ProxyRig rig;

    static ProxySettings settings;

    @BeforeAll
    static void open() {
        ProxySettings.Waits quick = new ProxySettings.Waits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                Duration.ofMillis(400),
                Duration.ofSeconds(2));
        ProxySettings.Sizes small = new ProxySettings.Sizes(8_192, 16_384, 4_096, 2, 8);
        ProxySettings usual = ProxyRig.settings();
        settings = new ProxySettings(usual.listener(), usual.plainPort(), usual.loops(), quick, small);
        rig = new ProxyRig(folder, settings);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.backend.forget();
        rig.clock.advance(Duration.ofMinutes(2));
    }

    private static RawClient.Got draw() {
        return rig.json("", "GET", "/mask-booking/api/draws/2020-02-20", "");
    }

    private static ScriptedBackend.Act answer(String head, String body) {
        String lines = head.contains("Length: ") || head.contains("chunked")
                ? head
                : head + "|Content-Length: " + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return ScriptedBackend.raw(
                lines.replace("|", "\r\n") + "\r\n\r\n", body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void answer_isBuiltFromDeclaredPlaces() {
        rig.backend.next(answer(
                "HTTP/1.1 200 OK|Content-Type: application/json|Set-Cookie: s=13800138000|Server: x",
                "{\"winners\":[{\"number\":17,\"name\":\"n\"}],\"more\":true}"));
        RawClient.Got got = draw();
        assertThat(got.status()).as(got.body()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("{\"winners\":[{\"number\":17}]}");
        assertThat(got.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("set-cookie", "server:");
        assertThat(rig.backend.received().getLast()).startsWith("GET /api/draws/2020-02-20 HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HTTP/1.1 500 Oops|Content-Type: application/json; {\"trace\":\"secretstack\"}; 502; backend-failed; status-500",
                "HTTP/1.1 302 Found|Location: http://evil.example/; ''; 502; backend-failed; status-302",
                "HTTP/1.1 401 No; ''; 502; backend-failed; status-401",
                "HTTP/1.1 404 No; ''; 404; no-record; ''",
                "HTTP/1.1 410 No; ''; 410; gone; ''",
                "HTTP/1.1 200 OK|Content-Type: text/html; {\"winners\":[{\"number\":17}]}; 502; backend-unreadable; content-type",
                "HTTP/1.1 200 OK; {\"winners\":[{\"number\":17}]}; 502; backend-unreadable; content-type",
                "HTTP/1.1 200 OK|Content-Type: application/json|Content-Encoding: gzip; {\"winners\":[{\"number\":17}]}; 502; backend-unreadable; content-type",
                "HTTP/1.1 200 OK|Content-Type: application/json; {\"winners\":[; 502; backend-unreadable; truncated",
                "HTTP/1.1 200 OK|Content-Type: application/json; {\"winners\":17}; 502; backend-unreadable; ''",
                "HTTP/1.1 200 OK|Content-Type: application/json; {}; 502; backend-unreadable; ''",
            })
    void answer_thatCannotBeUsedBecomesAProblem(String head, String body, int status, String problem, String rule) {
        rig.backend.next(answer(head, body));
        RawClient.Got got = draw();
        assertThat(got.problem()).as(got.body()).isEqualTo(problem);
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.body()).contains(rule).doesNotContain("secretstack", "evil");
    }

    @Test
    void answer_overTheLimitIsUnreadable() {
        rig.backend.next(
                answer("HTTP/1.1 200 OK|Content-Type: application/json|Content-Length: 9000", "x".repeat(9000)));
        assertThat(draw().problem()).isEqualTo("backend-unreadable");
        assertThat(ok().status()).isEqualTo(200);
    }

    @Test
    void answer_shorterThanItSaysIsCutOff() {
        ScriptedBackend.Act act = new ScriptedBackend.Act.Break(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"winners\":[]}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        rig.backend.next(act);
        rig.backend.next(act); // a GET is tried once more
        RawClient.Got got = draw();
        assertThat(got.problem()).isEqualTo("backend-failed");
        assertThat(got.body()).contains("cut-off");
    }

    /// RFC 9110 §15.2: whoever does not know an interim answer goes on waiting.
    @ParameterizedTest
    @ValueSource(strings = {"100", "102", "103", "104", "199", "102 199 102"})
    void answer_afterInterimOnes_isTheAnswer(String interim) {
        StringBuilder before = new StringBuilder();
        for (String status : interim.split(" ", -1)) {
            before.append("HTTP/1.1 ").append(status).append(" Wait|Link: </a>; rel=preload||");
        }
        for (int i = 0; i < 2; i++) { // the connection is kept, and the next answer is the next request's
            rig.backend.next(answer(before + "HTTP/1.1 200 OK|Content-Type: application/json", OK));
            RawClient.Got got = draw();
            assertThat(got.status()).as(got.body()).isEqualTo(200);
            assertThat(got.body()).isEqualTo(OK);
        }
        assertThat(ok().body()).isEqualTo(OK);
    }

    @Test
    void answer_thatNeverFollowsAnInterimOne_isLate() {
        rig.backend.next(ScriptedBackend.raw("HTTP/1.1 102 Wait\r\n\r\n", new byte[0]));
        assertThat(draw().problem()).isEqualTo("backend-timeout");
    }

    @Test
    void answer_ofAnotherProtocolIsNone() {
        ScriptedBackend.Act act = answer("HTTP/1.1 101 Switching|Upgrade: websocket|Connection: upgrade", "");
        rig.backend.next(act);
        rig.backend.next(act); // a GET is tried once more
        assertThat(draw().problem()).isEqualTo("backend-failed");
        assertThat(ok().status()).isEqualTo(200);
    }

    @Test
    void answer_longerThanItSaysEndsWhereItSaid() {
        rig.backend.next(
                answer(
                        "HTTP/1.1 200 OK|Content-Type: application/json|Content-Length: " + OK.length(),
                        OK
                                + "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"winners\":[]}"));
        assertThat(draw().body()).isEqualTo(OK);
        assertThat(ok().body()).isEqualTo(OK);
    }

    /// With every connection taken, the next request waits for the very connection that says too much.
    @Test
    void unasked_answersAreNotGivenToThoseWhoWait() throws Exception {
        ScriptedBackend.Act both = answer(
                "HTTP/1.1 200 OK|Content-Type: application/json|Content-Length: " + OK.length(),
                OK + "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"winners\":[]}");
        rig.backend.always(both);
        List<String> bodies = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<RawClient.Got>> asked = new ArrayList<>();
            for (int i = 0; i < 5; i++) { // two connections, three wait
                asked.add(callers.submit(UpstreamTest::draw));
            }
            for (var each : asked) {
                bodies.add(each.get().body());
            }
        } finally {
            rig.backend.always(ScriptedBackend.json(200, "{}"));
        }
        assertThat(bodies).containsOnly(OK);
    }

    /// A fault of our own while a request is begun ends that exchange and takes no place from the others.
    @Test
    void requestThatCannotBeBegun_givesItsPlaceOn() {
        Vertx vertx = Vertx.vertx();
        try {
            Upstream upstream = new Upstream(new EventLoop(vertx, vertx.getOrCreateContext()), settings);
            Backend backend = new Backend(rig.backend.address(), Optional.empty(), Optional.empty());
            for (int i = 0; i < 3; i++) { // one more than there are places
                UpstreamRequest impossible = UpstreamRequest.without("NO METHOD", "/x", "e1", "t1");
                assertThatThrownBy(() -> upstream.send(backend, impossible))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(upstream.send(backend, UpstreamRequest.without("GET", "/x", "e2", "t2")))
                    .isInstanceOf(UpstreamResult.Reply.class);
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void answer_thatIsNoHttpIsRefused() {
        ScriptedBackend.Act act = new ScriptedBackend.Act.Break(
                "SSH-2.0-OpenSSH_9.9\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        rig.backend.next(act);
        rig.backend.next(act);
        assertThat(draw().status()).isEqualTo(502);
    }

    @Test
    void interim_answersAreNotPassedOn() {
        rig.backend.next(answer(
                "HTTP/1.1 103 Early Hints|Link: </x>||HTTP/1.1 200 OK|Content-Type: application/json|Content-Length: "
                        + OK.length(),
                OK));
        RawClient.Got got = draw();
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.head()).doesNotContain("103", "Link");
    }

    @Test
    void silence_isAnsweredInTimeAndTheNextOneGoesThrough() {
        rig.backend.next(new ScriptedBackend.Act.Silence());
        RawClient.Got got = draw();
        assertThat(got.status()).isEqualTo(504);
        assertThat(got.problem()).isEqualTo("backend-timeout");
        assertThat(ok().status()).isEqualTo(200);
        assertThat(outcomes()).contains("timeout");
    }

    @Test
    void chunked_answersAreRead() {
        rig.backend.next(answer(
                "HTTP/1.1 200 OK|Content-Type: application/json|Transfer-Encoding: chunked",
                "1b\r\n" + OK + "\r\n0\r\n\r\n"));
        assertThat(draw().body()).isEqualTo(OK);
    }

    @Test
    void post_thatWasCutOffIsNotSentTwice() {
        rig.backend.next(new ScriptedBackend.Act.Break(new byte[0]));
        RawClient.Got got = rig.json("li", "POST", "/mask-booking/api/bookings", ExchangeTest.BOOKING);
        assertThat(got.problem()).isEqualTo("backend-failed");
        assertThat(rig.backend.received()).hasSize(1);
        assertThat(outcomes()).contains("unknown");
    }

    private static RawClient.Got ok() {
        rig.backend.next(ScriptedBackend.json(200, OK));
        return draw();
    }

    private static List<String> outcomes() {
        return rig.leaves().stream()
                .filter(leaf -> leaf.contains("\"kind\":\"outcome\""))
                .map(leaf -> leaf.substring(leaf.indexOf("\"out\":\"") + 7))
                .map(rest -> rest.substring(0, rest.indexOf('"')))
                .toList();
    }
}
