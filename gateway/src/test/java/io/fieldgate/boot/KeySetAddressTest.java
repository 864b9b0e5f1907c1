package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.boot.GatewayRig.Got;
import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.cli.Verb;
import io.fieldgate.crypto.pki.DevTokenKeys;
import io.fieldgate.guard.DevOrders;
import io.fieldgate.guard.DevTokens;
import io.fieldgate.guard.JwtAuthenticator;
import io.fieldgate.guard.RoleDirectory;
import io.fieldgate.guard.TokenRules;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys of an identity provider at an https address: what is taken, and what a gateway does while it is away.
class KeySetAddressTest {
    private static final TokenRules CITY = TokenRules.of("https://id.city.example", "fieldgate");
    private static final DevTokens.Order CLERK = DevOrders.staff("clerk", "pharmacy-group", "staff-7", "supply.mask");
    private static final String BOOKING = "/mask-booking/api/bookings/00000000-0000-4000-8000-000000000001";

    @TempDir
    private Path home;

    private DevTokenKeys keys(String name) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        return DevTokenKeys.loadOrCreate(folder, new SecureRandom());
    }

    private static String token(DevTokenKeys keys) {
        Vertx vertx = Vertx.vertx();
        try {
            return DevTokens.open(vertx, keys.privateJwk(), CITY, Clock.systemUTC(), () -> "t1")
                    .sign(CLERK);
        } finally {
            vertx.close().await();
        }
    }

    private static KeySetAddress source(URI address) {
        return KeySetAddress.of(address, DevTls.client(GatewayRig.KEYS), Duration.ofMillis(700));
    }

    /// In production mode with no provider but this one.
    @Test
    void onlyProvider_away_makesTheGatewayUnready() {
        MultiProviderAuthenticator nobody = new MultiProviderAuthenticator(Map.of("city", away()));
        assertThat(nobody.allUnready()).hasValue("`city`: The source is away.");
        assertThat(nobody.someUnready()).isEmpty();
    }

    private static JwtAuthenticator away() {
        Vertx vertx = Vertx.vertx();
        try {
            return JwtAuthenticator.remote(
                    vertx,
                    CITY,
                    () -> {
                        throw new UncheckedIOException("The source is away.", new IOException());
                    },
                    () -> new RoleDirectory(java.util.List.of(), Map.of()),
                    Clock.systemUTC(),
                    Duration.ofHours(1));
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void reading_thatIsInterrupted_isCutOff_andLeavesNoClientBehind() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        try (KeyServer server = KeyServer.start(0, "")) {
            server.next(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                asked.countDown();
                try {
                    while (true) {
                        exchange.getResponseBody().write('x');
                        exchange.getResponseBody().flush();
                        Thread.sleep(20);
                    }
                } catch (IOException gone) {
                    cut.countDown();
                }
            });
            Set<Thread> before = clients();
            KeySetAddress source =
                    KeySetAddress.of(server.address(), DevTls.client(GatewayRig.KEYS), Duration.ofSeconds(30));
            Thread reader = Thread.ofPlatform().start(() -> refused(source, "was not waited for."));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            reader.interrupt();
            reader.join();
            assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
            Set<Thread> left = clients();
            left.removeAll(before);
            for (Thread client : left) {
                client.join(10_000);
                assertThat(client.isAlive()).as(client.getName()).isFalse();
            }
        }
    }

    /// Threads of the JDK's HTTP clients.
    private static Set<Thread> clients() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("HttpClient-"));
        return threads;
    }

    @Test
    void document_isReadAsItIs() throws IOException {
        try (KeyServer server = KeyServer.start(0, "{\"keys\":[]}")) {
            assertThat(source(server.address()).read()).isEqualTo("{\"keys\":[]}");
        }
    }

    @Test
    void answerThatIsNone_isRefused_andNotRepeated() throws IOException {
        try (KeyServer server = KeyServer.start(0, "")) {
            KeySetAddress source = source(server.address());
            URI elsewhere = URI.create("https://127.0.0.1:" + server.port() + "/keys/secret-place");
            server.next(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.toString());
                exchange.sendResponseHeaders(302, -1);
            });
            refused(source, "answered 302.");
            assertThat(server.asked()).isEqualTo(1); // the redirect was not followed
            server.next(KeyServer.text(500, "secret"));
            refused(source, "answered 500.");
            server.next(KeyServer.text(204, ""));
            refused(source, "answered 204.");
            server.next(KeyServer.text(200, "x".repeat(262_145)));
            refused(source, "cannot be read, or holds more than 256 KB.");
            server.next(exchange -> {
                exchange.sendResponseHeaders(200, 0); // endless, a byte now and then
                while (true) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            });
            refused(source, "did not answer in time.");
            server.next(exchange -> Thread.sleep(5_000));
            refused(source, "did not answer in time.");
        }
    }

    @Test
    void addressThatIsAway_orNotTrusted_isNamed() throws Exception {
        KeyServer gone = KeyServer.start(0, "{}");
        gone.close();
        refused(source(gone.address()), "cannot be read, or holds more than 256 KB.");
        try (KeyServer server = KeyServer.start(0, "{}")) {
            KeySetAddress untrusting =
                    KeySetAddress.of(server.address(), SSLContext.getDefault(), Duration.ofSeconds(2));
            refused(untrusting, "shows a certificate that is not trusted.");
            assertThat(server.asked()).isZero();
        }
    }

    private static void refused(KeySetAddress source, String how) {
        assertThatThrownBy(source::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("The key set at https://127\\.0\\.0\\.1:\\d+/keys \\Q" + how + "\\E");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jwks=http://127.0.0.1:1/keys     | must be a file or an https:// address
            jwks=https://u:p@127.0.0.1:1/k   | must be an address such as
            jwks=no-such-file.json           | The key set of the identity provider `city` cannot be used
            trust=no-such.pem                | cannot be read.
            refresh=PT10S                    | must be a period of `PT1M` at least
            keep=PT1M                        | must be a period not shorter than `identity.city.refresh`
            keep=soon                        | must be a period such as `PT10S`
            """)
    void setting_thatIsWrong_isNamed(String setting, String says) throws IOException {
        String[] pair = setting.split("=", 2);
        Map<String, String> settings = new java.util.LinkedHashMap<>(settings(URI.create("https://127.0.0.1:1/keys")));
        settings.put("identity.city." + pair[0], pair[1]);
        GatewayRig.prepare(home, "https://127.0.0.1:1");
        assertThatThrownBy(() -> Gateway.dev(home, settings, line -> {}).close())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(says);
    }

    private Map<String, String> settings(URI address) {
        return Map.of(
                "identity.city.issuer", CITY.issuer(),
                "identity.city.audience", CITY.audience(),
                "identity.city.jwks", address.toString(),
                "identity.city.trust", GatewayRig.KEYS.resolve("ca.pem").toString());
    }

    @Test
    void keysThatRoll_areReadAgain_andAnOutageIsLivedThrough() throws IOException {
        DevTokenKeys first = keys("first");
        DevTokenKeys second = keys("second");
        try (KeyServer server = KeyServer.start(0, first.jwks());
                GatewayRig rig = GatewayRig.start(home, settings(server.address()))) {
            String old = token(first);
            assertThat(rig.data("GET", BOOKING, old, "").problem()).isEqualTo("no-record");
            server.next(KeyServer.text(200, second.jwks()));
            assertThat(rig.data("GET", BOOKING, token(second), "").problem()).isEqualTo("no-record");
            assertThat(rig.data("GET", BOOKING, old, "").status()).isEqualTo(401); // its key has been withdrawn
            int asked = server.asked();
            for (int i = 0; i < 5; i++) {
                assertThat(rig.data("GET", BOOKING, token(first), "").status()).isEqualTo(401);
            }
            assertThat(server.asked()).isEqualTo(asked); // not asked again for every key nobody knows

            server.next(KeyServer.text(503, ""));
            assertThat(rig.data("GET", BOOKING, token(second), "").problem()).isEqualTo("no-record");
            assertThat(rig.admin("GET", "/readyz", "", "").status()).isEqualTo(200);
        }
    }

    @Test
    void addressThatIsAwayAtTheStart_degradesTheGateway_andOnlyItsOwnTokensAreRefused() throws IOException {
        DevTokenKeys keys = keys("city");
        KeyServer away = KeyServer.start(0, keys.jwks());
        away.close();
        try (GatewayRig rig = GatewayRig.start(home, settings(away.address()))) {
            Got ready = rig.admin("GET", "/readyz", "", "");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body())
                    .contains("\"status\":\"degraded\"")
                    .contains("{\"part\":\"identity\",\"cause\":\"`city`: The key set at " + away.address()
                            + " cannot be read");
            Got refused = rig.data("GET", BOOKING, token(keys), "");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("keys-unavailable");
            // the other provider's tokens are taken all the while
            assertThat(rig.read("00000000-0000-4000-8000-000000000001").problem())
                    .isEqualTo("no-record");
            assertThat(rig.admin("GET", "/api/v1/status", token(keys), "").problem())
                    .isEqualTo("keys-unavailable");
            Verb doctor = rig.verb("doctor");
            assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(doctor.out()).containsPattern("identity +ill +`city`: The key set at https");
        }
    }
}
