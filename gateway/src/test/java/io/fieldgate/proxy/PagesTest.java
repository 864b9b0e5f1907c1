package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.crypto.pki.DevPki;
import io.fieldgate.proxy.http.EventLoop;
import io.fieldgate.proxy.http.ProxySettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From which web pages a browser may call an app: over TLS, in both versions of the protocol.
final class PagesTest {
    private static final String PAGE = "https://visit.example:8443";
    private static final String BOOKINGS = "/mask-booking/api/bookings";
    private static final String CONSENT = "/health-declare/.fieldgate/consent";

    /// An open route, so that nothing but the page can be what refuses.
    private static final String OPEN = "/mask-booking/api/draws/2020-02-20";

    @TempDir
    static Path folder;

    static ProxyRig rig;
    static Map<HttpVersion, HttpClient> clients = new EnumMap<>(HttpVersion.class);

    @BeforeAll
    static void open() throws IOException {
        Path pki = Files.createDirectories(folder.resolve("pki"));
        DevPki.createAuthority(pki, Instant.now(), new SeededSource(7));
        DevPki dev = DevPki.load(pki, new SeededSource(8));
        DevPki.Leaf leaf = dev.issue("gateway", Instant.now(), Duration.ofDays(1));
        Path chain = Files.writeString(pki.resolve("gateway.pem"), leaf.chainPem());
        Path key = Files.writeString(pki.resolve("gateway-key.pem"), leaf.keyPem());
        ProxySettings settings = ProxySettings.of(
                new ProxySettings.Listener("127.0.0.1", 0, Optional.of(new ProxySettings.KeyPair(chain, key))));
        rig = new ProxyRig(folder.resolve("rig"), settings.withLoops(1), ProxyRig.POLICIES, List.of(URI.create(PAGE)));
        for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
            clients.put(
                    version,
                    rig.vertx.createHttpClient(new HttpClientOptions()
                            .setSsl(true)
                            .setUseAlpn(true)
                            .setProtocolVersion(version)
                            .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(dev.authorityPem())))));
        }
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

    /// @param headers `name: value`, several with `;` between them; `{own}` is the origin of the gateway itself
    private static Got send(HttpVersion version, String method, String target, String headers, String body) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(rig.server.port())
                .setMethod(HttpMethod.valueOf(method))
                .setURI(target);
        for (String header : headers.replace("{own}", "https://127.0.0.1:" + rig.server.port())
                .split("; ", 0)) {
            if (!header.isEmpty()) {
                int colon = header.indexOf(':');
                options.putHeader(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            }
        }
        return EventLoop.settled(Objects.requireNonNull(clients.get(version))
                .request(options)
                .compose(request -> (body.isEmpty() ? request.send() : request.send(Buffer.buffer(body)))
                        .compose(answer -> answer.body().map(bytes -> new Got(answer, bytes.toString())))));
    }

    record Got(HttpClientResponse answer, String body) {
        String line() {
            int at = body.indexOf("urn:fieldgate:problem:");
            String problem = at < 0 ? "" : " " + body.substring(at + 22, body.indexOf('"', at));
            int rule = body.indexOf("\"rule\":\"");
            return answer.statusCode()
                    + problem
                    + (rule < 0 ? "" : " " + body.substring(rule + 8, body.indexOf('"', rule + 8)));
        }

        String header(String name) {
            return String.valueOf(answer.getHeader(name));
        }
    }

    /// An unknown caller would be 401; a refused page is refused before anybody is looked at.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin: {own}",
                "Origin: https://visit.example:8443",
                "Origin: https://visit.example:8443; Sec-Fetch-Site: cross-site",
                "Origin: {own}; Sec-Fetch-Site: same-origin",
                "Origin: null; Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: same-origin",
                "Accept: */*",
            })
    void change_ofAPageOfTheApp_orOfNoBrowser_goesOn(String headers) {
        for (HttpVersion version : clients.keySet()) {
            assertThat(send(version, "POST", BOOKINGS, headers, "{}").line())
                    .as(version.name())
                    .isEqualTo("401 no-caller no-credential");
            assertThat(send(version, "DELETE", CONSENT, headers, "").line())
                    .as(version.name())
                    .isEqualTo("401 no-caller no-credential");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin: https://evil.example | origin",
                "Origin: null | origin",
                "Origin: null; Sec-Fetch-Site: cross-site | origin",
                "Origin: https://visit.example | origin",
                "Origin: http://visit.example:8443 | origin",
                "Origin: HTTPS://VISIT.example:8443 | origin",
                "Origin: https://visit.example:8443.evil.example | origin",
                "Origin: https://visit.example:8443/ | origin",
                "Origin: http://127.0.0.1 | origin",
                "Origin: {own}0 | origin",
                "Origin: https://evil.example; Sec-Fetch-Site: same-site | origin",
                "Sec-Fetch-Site: cross-site | sec-fetch-site",
                "Sec-Fetch-Site: same-site | sec-fetch-site",
                "Sec-Fetch-Site: none | sec-fetch-site",
                "Sec-Fetch-Site: Same-Origin | sec-fetch-site",
            })
    void change_ofAPageElsewhere_isRefusedBeforeItsCaller(String headers, String rule) {
        for (HttpVersion version : clients.keySet()) {
            for (String method : List.of("POST", "DELETE", "PUT", "PATCH")) {
                String target = method.equals("POST") ? BOOKINGS : CONSENT;
                String as = "Authorization: Bearer li; Content-Type: application/json; " + headers;
                String expected = method.startsWith("P") && !method.equals("POST")
                        ? "405 method-not-allowed"
                        : "403 foreign-page " + rule;
                Got got = send(version, method, target, as, method.equals("DELETE") ? "" : ExchangeTest.BOOKING);
                assertThat(got.line()).as(version + " " + method).isEqualTo(expected);
                assertThat(got.answer().getHeader("access-control-allow-origin"))
                        .isEqualTo(headers.startsWith("Origin: " + PAGE + ";") ? PAGE : null);
            }
        }
        assertThat(rig.backend.received()).isEmpty();
    }

    /// Over HTTP/1.1 the answer is there while the body has not even begun.
    @Test
    void change_ofAPageElsewhere_isRefusedBeforeItsBody() throws IOException {
        String head = "POST " + BOOKINGS + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: null\r\n"
                + "Content-Type: application/json\r\nContent-Length: 3000\r\n\r\n";
        try (ProxyRig plain = new ProxyRig(folder.resolve("plain"))) {
            assertThat(plain.send(head).problem()).isEqualTo("foreign-page");
            assertThat(plain.send(head.replace("null", "http://127.0.0.1")).problem())
                    .isEqualTo("no-caller");
            assertThat(String.join("", plain.leaves())).contains("foreign-page");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void reading_isOpenToEverybodyAndReadByPagesOfTheAppOnly(HttpVersion version) {
        rig.backend.always(ScriptedBackend.json(200, "{\"winners\":[{\"number\":17}]}"));
        Got mine = send(version, "GET", OPEN, "Origin: " + PAGE, "");
        assertThat(mine.line()).isEqualTo("200");
        assertThat(mine.header("access-control-allow-origin")).isEqualTo(PAGE);
        assertThat(mine.header("access-control-expose-headers"))
                .contains("Fieldgate-Trace")
                .contains("Fieldgate-Decision")
                .contains("Retry-After");
        assertThat(mine.header("vary")).isEqualTo("Origin");
        assertThat(mine.answer().getHeader("access-control-allow-credentials")).isNull();
        for (String other : List.of("Origin: https://evil.example", "Origin: null", "Accept: */*")) {
            Got got = send(version, "GET", OPEN, other, "");
            assertThat(got.line()).isEqualTo("200");
            assertThat(got.answer().getHeader("access-control-allow-origin")).isNull();
            assertThat(got.header("vary")).isEqualTo("Origin");
        }
    }

    /// A page must be able to read why it was refused, also where the app or the gateway cannot answer.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /mask-booking/api/bookings/17 | 401 no-caller no-credential",
                "GET | /mask-booking/nothing | 404 no-route",
                "GET | /mask-booking/../x | 400 malformed path",
                "PUT | /mask-booking/api/bookings | 405 method-not-allowed",
                "BREW | /mask-booking/api/bookings | 405 method-not-allowed",
                "GET | /broken/api | 503 policy-not-active",
            })
    void refusal_isReadByPagesOfTheApp(String method, String target, String expected) {
        for (HttpVersion version : clients.keySet()) {
            Got got = send(version, method, target, "Origin: " + PAGE, "");
            assertThat(got.line()).as(version.name()).isEqualTo(expected);
            assertThat(got.header("access-control-allow-origin")).isEqualTo(PAGE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/mask-booking/api/bookings | POST | POST | Authorization, Content-Type, Fieldgate-Purpose, Idempotency-Key",
                "/mask-booking/api/bookings/17 | DELETE | DELETE, GET, HEAD | Authorization, Content-Type, Fieldgate-Purpose",
                "/mask-booking/api/bookings/17 | PUT | DELETE, GET, HEAD | Authorization, Content-Type, Fieldgate-Purpose",
                "/health-declare/.fieldgate/consent | POST | POST, DELETE | Authorization, Content-Type, Fieldgate-Purpose",
            })
    void preflight_isAnsweredByTheGatewayWithWhatTheRouteDeclares(
            String target, String wanted, String methods, String headers) {
        for (HttpVersion version : clients.keySet()) {
            Got got = send(
                    version,
                    "OPTIONS",
                    target,
                    "Origin: " + PAGE + "; Access-Control-Request-Method: " + wanted
                            + "; Access-Control-Request-Headers: authorization,x-other",
                    "");
            assertThat(got.line()).as(version.name()).isEqualTo("204");
            assertThat(got.header("access-control-allow-origin")).isEqualTo(PAGE);
            assertThat(List.of(got.header("access-control-allow-methods").split(", ")))
                    .contains(methods.split(", "));
            assertThat(got.header("access-control-allow-methods").contains("OPTIONS"))
                    .isFalse();
            assertThat(got.header("access-control-allow-headers")).isEqualTo(headers);
            assertThat(got.header("vary")).isEqualTo("Origin");
        }
        assertThat(rig.backend.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://visit.example", "*"})
    void preflight_ofAPageElsewhere_allowsNothing(String origin) {
        for (HttpVersion version : clients.keySet()) {
            Got got = send(
                    version, "OPTIONS", BOOKINGS, "Origin: " + origin + "; Access-Control-Request-Method: POST", "");
            assertThat(got.line()).isEqualTo("204");
            assertThat(got.answer().headers().names())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
        }
    }
}
