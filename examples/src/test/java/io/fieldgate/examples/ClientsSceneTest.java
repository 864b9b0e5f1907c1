package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fieldgate.boot.DevTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Real clients, each in its own way and in each version of HTTP that it speaks, against a running gateway with the
/// shipped policies. What a machine does not have is left out with one line; `-Dclients.required=true` fails instead.
///
/// | Case | Request | Wanted |
/// |---|---|---|
/// | `nobody` | a booking without a token | 401 |
/// | `draws`, `trace` | an open address, with a `Content-Type` and no body; the trace's header | 200, read |
/// | `consent` | one of the gateway's own addresses | 201 |
/// | `form` | a record without a type of its own beside a photo | 201 |
/// | `own`, `name` | the person's own list; his name in it | 200, read |
/// | `foreign` | a booking by a page elsewhere, `Origin: null` | 403; a browser reads nothing |
final class ClientsSceneTest {
    private static final boolean REQUIRED = Boolean.getBoolean("clients.required");
    private static final Path SCRIPTS =
            Path.of("src", "test", "resources", "clients").toAbsolutePath();
    private static final Path CA = Stage.KEYS.resolve("ca.pem");
    private static final String WANTED = """
            nobody 401
            draws 200
            trace read
            consent 201
            form 201
            own 200
            name read
            foreign %s""";

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static Pages pages;
    private static Pages elsewhere;
    private static int persons;

    @BeforeAll
    static void open() throws Exception {
        pages = new Pages();
        elsewhere = new Pages();
        stage = Stage.in(folder)
                .with("apps.health-declare.pages-at", pages.origin())
                .with("apps.mask-booking.pages-at", pages.origin())
                .start();
    }

    /// The limits of an address that nobody is named at begin anew.
    @BeforeEach
    void minuteLater() throws Exception {
        stage.gateway().advance(Duration.ofMinutes(2));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        pages.server.stop(0);
        elsewhere.server.stop(0);
    }

    /// A server of web pages on loopback, to which its pages report.
    private static final class Pages {
        private final HttpServer server;
        private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        private volatile String page = "";

        Pages() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }

        String origin() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void answer(HttpExchange exchange) throws IOException {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                reports.add(new String(sent, StandardCharsets.UTF_8));
            }
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }

    /// Somebody new for each client, so that no limit of one person is met.
    private record Someone(String token, Path declaration, Path photo) {
        static synchronized Someone next() throws IOException {
            String idNo = withCheck("11010519491231" + (200 + ++persons));
            Path declaration = folder.resolve("declaration-" + persons + ".json");
            Files.writeString(declaration, Persons.FIRST.declaration().replace(Persons.FIRST.idNo(), idNo));
            Path photo = Files.write(folder.resolve("photo-" + persons + ".jpg"), Photo.jpeg(persons));
            return new Someone(stage.citizen(idNo), declaration, photo);
        }

        private static String withCheck(String seventeen) {
            int sum = 0;
            for (int i = 0; i < 17; i++) {
                sum = (sum + seventeen.charAt(i) - '0') * 2 % 11;
            }
            return seventeen + "10X98765432".charAt(sum % 11);
        }
    }

    private static String base() {
        String text = stage.gateway().data().toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static void has(String client) {
        boolean there = List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, client)));
        String why = "This machine has no `" + client + "`.";
        if (REQUIRED) {
            assertThat(there).as(why).isTrue();
        }
        assumeTrue(there, why);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = folder.resolve("client-errors.log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("NODE_EXTRA_CA_CERTS", CA.toString());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return out;
    }

    @ParameterizedTest
    @CsvSource({"--http1.1", "--http2"})
    void curl(String version) throws Exception {
        has("curl");
        Someone someone = Someone.next();
        List<String> lines = new ArrayList<>();
        String bearer = "Authorization: Bearer " + someone.token();
        String json = "Content-Type: application/json";
        lines.add("nobody " + status(version, "/mask-booking/api/bookings", "-H", json, "-d", "{}"));
        lines.add("draws " + status(version, "/mask-booking/api/draws/2020-02-20", "-H", json));
        lines.add("trace "
                + (sent(version, "/mask-booking/api/draws/2020-02-20", "-D", "-", "-o", "/dev/null")
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("fieldgate-trace:")
                        ? "read"
                        : "missing"));
        lines.add("consent "
                + status(
                        version,
                        "/health-declare/.fieldgate/consent",
                        "-H",
                        bearer,
                        "-H",
                        json,
                        "-d",
                        "{\"purpose\":\"medical-follow-up\"}"));
        lines.add("form "
                + status(
                        version,
                        "/health-declare/api/declarations",
                        "-H",
                        bearer,
                        "-F",
                        "record=<" + someone.declaration(),
                        "-F",
                        "photo=@" + someone.photo() + ";type=image/jpeg"));
        lines.add("own " + status(version, "/health-declare/api/declarations", "-H", bearer));
        lines.add("name "
                + (sent(version, "/health-declare/api/declarations", "-H", bearer)
                                .contains("王某某")
                        ? "read"
                        : "missing"));
        lines.add("foreign "
                + status(version, "/mask-booking/api/bookings", "-H", json, "-H", "Origin: null", "-d", "{}"));
        assertThat(String.join("\n", lines)).isEqualTo(WANTED.formatted("403"));
    }

    private static String status(String version, String path, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("-o", "/dev/null", "-w", "%{http_code}"));
        return sent(version, path, options.toArray(String[]::new));
    }

    private static String sent(String version, String path, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-s", version, "--cacert", CA.toString()));
        command.addAll(List.of(more));
        command.add(base() + path);
        return run(command);
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1", "HTTP_2"})
    void javaHttpClient(HttpClient.Version version) throws Exception {
        Someone someone = Someone.next();
        List<String> lines = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder()
                .version(version)
                .sslContext(DevTls.client(Stage.KEYS))
                .build()) {
            String json = "application/json";
            lines.add("nobody "
                    + ask(client, "/mask-booking/api/bookings", "", json, "{}", "")
                            .statusCode());
            HttpResponse<String> draws = ask(client, "/mask-booking/api/draws/2020-02-20", "", json, "", "");
            assertThat(draws.version()).isEqualTo(version);
            lines.add("draws " + draws.statusCode());
            lines.add("trace " + (draws.headers().firstValue("Fieldgate-Trace").isPresent() ? "read" : "missing"));
            String consent = "{\"purpose\":\"medical-follow-up\"}";
            lines.add("consent "
                    + ask(client, "/health-declare/.fieldgate/consent", someone.token(), json, consent, "")
                            .statusCode());
            String form = "--b\r\nContent-Disposition: form-data; name=\"record\"\r\n\r\n"
                    + Files.readString(someone.declaration())
                    + "\r\n--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"p.jpg\"\r\n"
                    + "Content-Type: image/jpeg\r\n\r\n";
            lines.add("form " + form(client, someone, form));
            HttpResponse<String> own = ask(client, "/health-declare/api/declarations", someone.token(), "", "", "");
            lines.add("own " + own.statusCode());
            lines.add("name " + (own.body().contains("王某某") ? "read" : "missing"));
            lines.add("foreign "
                    + ask(client, "/mask-booking/api/bookings", "", json, "{}", "null")
                            .statusCode());
        }
        assertThat(String.join("\n", lines)).isEqualTo(WANTED.formatted("403"));
    }

    private static int form(HttpClient client, Someone someone, String head) throws IOException, InterruptedException {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(someone.photo()));
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base() + "/health-declare/api/declarations"))
                .header("Authorization", "Bearer " + someone.token())
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static HttpResponse<String> ask(
            HttpClient client, String path, String token, String type, String body, String origin)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(20));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        if (!body.isEmpty()) {
            request.POST(BodyPublishers.ofString(body));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void nodeFetch() throws Exception {
        has("node");
        Someone someone = Someone.next();
        assertThat(run(List.of(
                        "node",
                        SCRIPTS.resolve("fetch.mjs").toString(),
                        base(),
                        someone.token(),
                        someone.declaration().toString(),
                        someone.photo().toString())))
                .isEqualTo(WANTED.formatted("403"));
    }

    @Test
    void pythonHttpClient() throws Exception {
        has("python3");
        Someone someone = Someone.next();
        assertThat(run(List.of(
                        "python3",
                        SCRIPTS.resolve("client.py").toString(),
                        base(),
                        someone.token(),
                        someone.declaration().toString(),
                        someone.photo().toString(),
                        CA.toString())))
                .isEqualTo(WANTED.formatted("403"));
    }

    /// A page of an allowed origin does everything, a page of another one nothing.
    @ParameterizedTest
    @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
    void chromiumFetch(String version) throws Exception {
        has("chromium");
        List<String> options = version.equals("HTTP_2") ? List.of() : List.of("--disable-http2");
        String mine = visited(pages, Someone.next(), options, version + "-mine");
        List<String> others = List.of(
                visited(elsewhere, Someone.next(), options, version + "-other").split("\n", -1));
        assertThat(others)
                .containsExactly(
                        "nobody blocked",
                        "draws blocked",
                        "trace missing",
                        "consent blocked",
                        "form blocked",
                        "own blocked",
                        "name missing");
        assertThat(mine + "\nforeign " + others.getFirst().split(" ", -1)[1]).isEqualTo(WANTED.formatted("blocked"));
    }

    private static String visited(Pages site, Someone someone, List<String> options, String profile) throws Exception {
        String photo = Base64.getEncoder().encodeToString(Files.readAllBytes(someone.photo()));
        site.page = "<!doctype html><script>" + Files.readString(SCRIPTS.resolve("cases.js")) + "\n"
                + "const bytes = Uint8Array.from(atob('" + photo + "'), c => c.charCodeAt(0));\n"
                + "cases('" + base() + "', '" + someone.token() + "', "
                + "decodeURIComponent(escape(atob('"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(someone.declaration()))
                + "'))), bytes)"
                + ".then(lines => lines.join('\\n'), bug => String(bug))"
                + ".then(report => fetch('/report', {method: 'POST', body: report}));</script>";
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0", // so that it stays until it is ended
                "--user-data-dir=" + folder.resolve("chromium-" + profile),
                "--ignore-certificate-errors-spki-list=" + keyOfTheGateway()));
        command.addAll(options);
        command.add(site.origin() + "/");
        Process browser = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium-" + profile + ".log").toFile())
                .start();
        try {
            String report = site.reports.poll(40, TimeUnit.SECONDS);
            assertThat(report)
                    .as(Files.readString(folder.resolve("chromium-" + profile + ".log")))
                    .isNotNull();
            return String.valueOf(report);
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly().waitFor();
            // a link to outside the folder, of which JUnit would warn when it clears up
            Files.deleteIfExists(folder.resolve("chromium-" + profile).resolve("SingletonSocket"));
        }
    }

    /// What the browser is told to trust: the key of this gateway's certificate and no other.
    private static String keyOfTheGateway() throws IOException, GeneralSecurityException {
        URI data = stage.gateway().data();
        try (SSLSocket socket =
                (SSLSocket) DevTls.client(Stage.KEYS).getSocketFactory().createSocket(data.getHost(), data.getPort())) {
            byte[] key =
                    socket.getSession().getPeerCertificates()[0].getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        }
    }
}
