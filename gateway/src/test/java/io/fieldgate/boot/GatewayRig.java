package io.fieldgate.boot;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.fieldgate.admin.AdminServer;
import io.fieldgate.boot.config.ConfigFile;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.Settings;
import io.fieldgate.cli.Verb;
import io.fieldgate.crypto.pki.DevTokenKeys;
import io.fieldgate.guard.DevTokens;
import io.fieldgate.guard.TokenRules;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/// A running dev gateway on free ports with the shipped policies, one app behind it, and what a caller of its
/// planes needs.
public final class GatewayRig implements AutoCloseable {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    public static final Path KEYS = ROOT.resolve("keys-dev");
    public static final String LI = "11010519491231002X"; // the sample number of GB 11643
    public static final String ZHAO = "420106198511081235"; // computed like it

    /// @param contentType without its parameters
    public record Got(int status, String contentType, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(", ", header.getValue()))
                    .findFirst()
                    .orElse("");
        }

        public String problem() {
            int at = body.indexOf("urn:fieldgate:problem:");
            return at < 0 || !contentType.equals("application/problem+json")
                    ? ""
                    : body.substring(at + 22, body.indexOf('"', at));
        }
    }

    private final Path home;
    private final StoringApp app;
    private final Gateway gateway;
    private final HttpClient http;

    private GatewayRig(Path home, StoringApp app, Gateway gateway) {
        this.home = home;
        this.app = app;
        this.gateway = gateway;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(DevTls.client(KEYS))
                .build();
    }

    /// @param home becomes what a person who tries the gateway has: `gateway.yaml`, `policies/`, `keys-dev/`
    public static GatewayRig start(Path home) {
        return start(home, Map.of());
    }

    /// With some texts of the policies changed.
    public static GatewayRig with(Path home, Map<String, String> edits) {
        try {
            StoringApp app = StoringApp.start(DevTls.server(KEYS));
            prepare(home, app.url());
            for (String name : List.of("health-declare", "beijing-healthkit", "mask-booking")) {
                Path file = home.resolve("policies").resolve(name + ".yaml");
                String policy = Files.readString(file);
                for (Map.Entry<String, String> edit : edits.entrySet()) {
                    policy = policy.replace(edit.getKey(), edit.getValue());
                }
                Files.writeString(file, policy);
            }
            return new GatewayRig(home, app, Gateway.start(config(home, Map.of()), home, line -> {}));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @param flags as `--set` takes them
    static GatewayRig start(Path home, Map<String, String> flags) {
        try {
            StoringApp app = StoringApp.start(DevTls.server(KEYS));
            prepare(home, app.url());
            return new GatewayRig(home, app, Gateway.start(config(home, flags), home, line -> {}));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A home that was started before; its app is gone.
    static GatewayRig again(Path home, Map<String, String> flags) {
        try {
            StoringApp app = StoringApp.start(DevTls.server(KEYS));
            return new GatewayRig(home, app, Gateway.start(config(home, flags), home, line -> {}));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Writes the files of a home with this app behind every policy.
    static void prepare(Path home, String app) throws IOException {
        for (String name : List.of("policies", "keys-dev")) {
            Path copy = Files.createDirectory(home.resolve(name));
            try (Stream<Path> files = Files.list(ROOT.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(String.valueOf(file.getFileName())), COPY_ATTRIBUTES);
                }
            }
        }
        StringBuilder yaml = new StringBuilder("""
                mode: dev
                data:
                  listen: 127.0.0.1:0
                admin:
                  listen: 127.0.0.1:0
                apps:
                """);
        for (String name : List.of("health-declare", "beijing-healthkit", "mask-booking")) {
            yaml.append("  ")
                    .append(name)
                    .append(":\n    upstream: ")
                    .append(app)
                    .append('\n');
        }
        Files.writeString(home.resolve("gateway.yaml"), yaml.append("""
                  beijing-healthkit.ask.face-matcher: %s
                """.formatted(app)));
    }

    static GatewayConfig config(Path home) {
        return config(home, Map.of());
    }

    private static GatewayConfig config(Path home, Map<String, String> flags) {
        Settings settings = Settings.of(ConfigFile.read(home.resolve("gateway.yaml")), Map.of(), flags);
        return GatewayConfig.of(settings, home);
    }

    public Gateway gateway() {
        return gateway;
    }

    /// Where state, keyring and log lie.
    public Path folder() {
        return home.resolve(".fieldgate");
    }

    public Path home() {
        return home;
    }

    StoringApp app() {
        return app;
    }

    /// A verb run in this home.
    public Verb verb(String... words) {
        return fed("", words);
    }

    public Verb fed(String input, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--config");
        all.add(home.resolve("gateway.yaml").toString());
        return Verb.fed(input, all.toArray(String[]::new));
    }

    public String operator() {
        return gateway.token(TokenRequest.staff("operator", "operations", "operations"));
    }

    public String auditor() {
        return gateway.token(TokenRequest.staff("auditor", "operations", "operations"));
    }

    public String staff(String role, String org, String purpose) {
        return gateway.token(TokenRequest.staff(role, org, purpose));
    }

    public String subject(String idNo) {
        return gateway.token(TokenRequest.subject(idNo));
    }

    /// Of one who may declare events, in a unit.
    public String commander(String person, String unit) {
        return gateway.token(TokenRequest.staff("operator", "city-command", "operations")
                .as(person)
                .with("unit", unit));
    }

    /// Of a doctor, in a unit.
    public String doctor(String person, String unit) {
        return gateway.token(TokenRequest.staff("community-doctor", "district-hospital", "medical-follow-up")
                .as(person)
                .with("unit", unit));
    }

    /// A token signed with the dev provider's own key that says something else than it should.
    public String forged(DevTokens.Order order, String audience, InstantSource time) {
        Vertx vertx = Vertx.vertx();
        try {
            String key = DevTokenKeys.loadOrCreate(folder().resolve("identity"), new SecureRandom())
                    .privateJwk();
            return DevTokens.open(vertx, key, TokenRules.of(DevHome.ISSUER, audience), time, () -> "forged")
                    .sign(order);
        } finally {
            vertx.close().await();
        }
    }

    public Got admin(String method, String path, String token, String body) {
        return call(gateway.admin(), method, path, token, "application/json", body);
    }

    public Got admin(String method, String path, String token, String contentType, String body) {
        return call(gateway.admin(), method, path, token, contentType, body);
    }

    public Got data(String method, String path, String token, String body) {
        return data(method, path, token, "application/json", body);
    }

    public Got data(String method, String path, String token, String contentType, String body) {
        return call(gateway.data(), method, path, token, contentType, body);
    }

    private Got call(URI base, String method, String path, String token, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Got(
                    response.statusCode(),
                    type.split(";", 2)[0],
                    response.headers().map(),
                    response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /// Books a mask. @return the record's id
    public String book(String idNo) {
        Got got = data(
                "POST",
                "/mask-booking/api/bookings",
                subject(idNo),
                "{\"idNo\":\"" + idNo + "\",\"mobile\":\"13800138000\",\"store\":7,"
                        + "\"slot\":\"2020-02-21T09:00:00+08:00\"}");
        if (got.status() != 201) {
            throw new IllegalStateException("The booking was not taken: " + got.status() + " " + got.problem());
        }
        int at = got.body().indexOf("\"id\":\"") + 6;
        return got.body().substring(at, got.body().indexOf('"', at));
    }

    /// Reads it as a clerk of the pharmacies.
    public Got read(String id) {
        return data("GET", "/mask-booking/api/bookings/" + id, staff("clerk", "pharmacy-group", "supply.mask"), "");
    }

    /// Writes exactly these bytes to the admin plane; the request must end the connection.
    public String raw(String request) {
        return raw(gateway.admin().getPort(), request);
    }

    public String raw(int port, String request) {
        try (SSLSocket socket =
                (SSLSocket) DevTls.client(KEYS).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public AdminServer adminPlane() {
        return gateway.adminPlane();
    }

    @Override
    public void close() {
        gateway.close();
        app.close();
    }
}
