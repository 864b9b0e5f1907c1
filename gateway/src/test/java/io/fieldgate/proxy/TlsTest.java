package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.crypto.pki.DevPki;
import io.fieldgate.crypto.pki.TlsContexts;
import io.fieldgate.proxy.http.EventLoop;
import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.RawClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The TLS listener, HTTP/1.1 and HTTP/2, over real sockets.
final class TlsTest {
    @TempDir
    static Path folder;

    static ProxyRig rig;
    static String authority = "";

    @BeforeAll
    static void open() throws IOException {
        Path pki = Files.createDirectories(folder.resolve("pki"));
        DevPki.createAuthority(pki, Instant.now(), new SeededSource(7));
        DevPki dev = DevPki.load(pki, new SeededSource(8));
        DevPki.Leaf leaf = dev.issue("gateway", Instant.now(), Duration.ofDays(1));
        authority = dev.authorityPem();
        Path chain = Files.writeString(pki.resolve("gateway.pem"), leaf.chainPem());
        Path key = Files.writeString(pki.resolve("gateway-key.pem"), leaf.keyPem());
        ProxySettings settings = ProxySettings.of(
                new ProxySettings.Listener("127.0.0.1", 0, Optional.of(new ProxySettings.KeyPair(chain, key))));
        rig = new ProxyRig(folder.resolve("rig"), settings.withLoops(2));
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

    private static SSLSocket connect(String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket)
                TlsContexts.trusting(authority).getSocketFactory().createSocket("127.0.0.1", rig.server.port());
        socket.setEnabledProtocols(protocols);
        socket.startHandshake();
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void listener_speaksTheTwoProtocols(String protocol) throws IOException {
        try (RawClient client = new RawClient(connect(protocol))) {
            RawClient.Got got =
                    client.send("GET /nobody HTTP/1.1\r\nHost: gate\r\n\r\n").read();
            assertThat(got.problem()).isEqualTo("no-route");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void listener_refusesOlderProtocols(String protocol) {
        assertThatThrownBy(() -> connect(protocol)).isInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void exchange_isTheSameInBothVersions(HttpVersion version) {
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ExchangeTest.UUID + "\",\"number\":17}"));
        String caller = version == HttpVersion.HTTP_2 ? "li" : "wang";
        String booking = version == HttpVersion.HTTP_2 ? ExchangeTest.BOOKING : ExchangeTest.BOOKING_OF_WANG;
        HttpClient client = client(version);
        assertThat(post(client, caller, "x".repeat(9_000))).startsWith("413 ");
        String got = post(client, caller, booking);
        assertThat(got).isEqualTo("201 {\"id\":\"" + ExchangeTest.UUID + "\",\"number\":17}");
        assertThat(rig.backend.received()).hasSize(1);
        assertThat(post(client, "nobody", ExchangeTest.BOOKING)).startsWith("401 ");
        EventLoop.settled(client.close());
    }

    @Test
    void streams_ofOneConnectionRunSideBySide() {
        rig.backend.always(ScriptedBackend.json(200, "{\"winners\":[{\"number\":17}]}"));
        HttpClient client = client(HttpVersion.HTTP_2);
        List<io.vertx.core.Future<Buffer>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(client.request(options(HttpMethod.GET, "/mask-booking/api/draws/2020-02-20"))
                    .compose(request -> request.send().compose(response -> response.body())));
        }
        answers.forEach(answer ->
                assertThat(EventLoop.settled(answer).toString()).isEqualTo("{\"winners\":[{\"number\":17}]}"));
        EventLoop.settled(client.close());
    }

    /// Clients that cannot change send the header with every method; only a body is one too many.
    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void contentType_withoutABody_isNoBody(HttpVersion version) {
        rig.backend.always(ScriptedBackend.json(200, "{\"winners\":[{\"number\":17}]}"));
        HttpClient client = client(version);
        RequestOptions get = options(HttpMethod.GET, "/mask-booking/api/draws/2020-02-20")
                .putHeader("Content-Type", "application/json");
        assertThat(answer(client, get, "")).startsWith("200 ");
        assertThat(answer(client, get, "{}")).startsWith("415 ").contains("no-body-here");
        EventLoop.settled(client.close());
    }

    private static String answer(HttpClient client, RequestOptions options, String body) {
        return EventLoop.settled(client.request(options)
                .compose(request -> (body.isEmpty() ? request.send() : request.send(Buffer.buffer(body)))
                        .compose(response -> response.body().map(bytes -> response.statusCode() + " " + bytes))));
    }

    private static HttpClient client(HttpVersion version) {
        return rig.vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(version)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority))));
    }

    private static RequestOptions options(HttpMethod method, String target) {
        return new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(rig.server.port())
                .setMethod(method)
                .setURI(target);
    }

    private static String post(HttpClient client, String caller, String body) {
        RequestOptions options = options(HttpMethod.POST, "/mask-booking/api/bookings")
                .putHeader("Authorization", "Bearer " + caller)
                .putHeader("Content-Type", "application/json");
        return answer(client, options, body);
    }
}
