package io.fieldgate.boot;

import io.fieldgate.crypto.custodian.DevKeys;
import io.fieldgate.crypto.pki.DevPki;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A second gateway in this process that serves nobody: its own keys, state, log, listeners and one app behind it,
/// all in a temporary folder that goes with it. What is replayed through it takes the product's own path and leaves
/// no trace in the real log or state.
/// Errors: [IOException] and [StartFailure] where it cannot be set up. Thread rule: one owner.
public final class WarmUpGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUpGateway.class);
    private static final String RESOURCES = "/io/fieldgate/boot/warm-up/";
    private static final List<String> FILES =
            List.of("vocabulary.yaml", "campaigns.yaml", "invariants.yaml", "warm-up.yaml");
    private static final String APP = "warm-up";

    /// Its name in the log; what it says below a warning is nobody's business.
    public static final String NODE = "fieldgate-warm-up";

    private static final String PREFIX = "warm-up-";
    private static final String PERSON = "11010519491231002X"; // the sample of GB 11643

    private final Path folder;
    private final Vertx vertx;
    private final Map<String, Buffer> records = new ConcurrentHashMap<>();
    private final AtomicLong receipts = new AtomicLong();
    private final Gateway gateway;
    private final String reader;
    private final String person;

    /// @param base the real gateway's folder, on whose disk the temporary one is made
    WarmUpGateway(Path base) throws IOException {
        removeOld(base);
        this.folder = Files.createTempDirectory(base, PREFIX);
        this.vertx = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
        @Nullable Gateway opened = null;
        boolean whole = false;
        try {
            Path keys = Files.createDirectories(folder.resolve("keys-dev"));
            SecureRandom random = new SecureRandom();
            DevPki.createAuthority(keys, Instant.now(), random);
            DevKeys.createWrappingKey(keys.resolve("custodian.key"), random);
            Path policies = Files.createDirectories(folder.resolve("policies"));
            for (String file : FILES) {
                try (InputStream in =
                        Objects.requireNonNull(WarmUpGateway.class.getResourceAsStream(RESOURCES + file))) {
                    Files.copy(in, policies.resolve(file));
                }
            }
            opened = Gateway.rehearsing(folder, settings(app(keys)));
            this.gateway = opened;
            this.reader = opened.token(TokenRequest.staff("reader", "rehearsal", "rehearsal"));
            this.person = opened.token(TokenRequest.subject(PERSON));
            whole = true;
        } finally {
            if (!whole) {
                try {
                    if (opened != null) {
                        opened.close();
                    }
                } finally {
                    end();
                }
            }
        }
    }

    private static Map<String, String> settings(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("node", NODE);
        settings.put("folder", "state");
        settings.put("data.listen", "127.0.0.1:0");
        settings.put("admin.listen", "127.0.0.1:0");
        settings.put("data.drain", "PT1S");
        settings.put("apps." + APP + ".upstream", "https://127.0.0.1:" + port);
        return settings;
    }

    /// The app: keeps what it gets in memory and gives it back.
    private int app(Path keys) {
        DevPki.Leaf leaf = DevTls.leaf(keys, "fieldgate warm-up app");
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(leaf.chainPem()))
                                .setKeyValue(Buffer.buffer(leaf.keyPem()))))
                .requestHandler(this::answer);
        return server.listen().await().actualPort();
    }

    private void answer(HttpServerRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "");
        String receipt = path.substring(path.lastIndexOf('/') + 1);
        switch (request.method().name()) {
            case "POST" ->
                request.body().onSuccess(body -> {
                    String made = Long.toString(receipts.incrementAndGet());
                    Buffer record =
                            Buffer.buffer("{\"receipt\":" + made + ",").appendBuffer(body, 1, body.length() - 1);
                    records.put(made, record);
                    json(request, record);
                });
            case "GET" -> json(request, records.getOrDefault(receipt, Buffer.buffer("{}")));
            default -> {
                records.remove(receipt);
                request.response().setStatusCode(204).end();
            }
        }
    }

    private static void json(HttpServerRequest request, Buffer body) {
        request.response().putHeader("content-type", "application/json").end(body);
    }

    URI records() {
        return URI.create(gateway.data() + "/" + APP + "/records");
    }

    /// What a caller without a credential declares.
    byte[] declaration() {
        return ("{\"name\":\"示例\",\"residentId\":\"" + PERSON
                        + "\",\"mobile\":\"13800138000\",\"emergencyContact\":{\"mobile\":\"13900139000\"},"
                        + "\"address\":{\"street\":\"示例路1号\",\"district\":\"海淀区\"},\"symptoms\":[\"发热\",\"干咳\"],"
                        + "\"temperature\":36.7,\"device\":{\"model\":\"x\"},\"submittedAt\":\"2020-02-20T10:00:00+08:00\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// The credential of a reader on duty.
    String reader() {
        return "Bearer " + reader;
    }

    /// The credential of the person of the [#declaration].
    String person() {
        return "Bearer " + person;
    }

    Path authorities() {
        return folder.resolve("keys-dev");
    }

    @Override
    public void close() {
        try {
            gateway.close();
        } finally {
            end();
        }
    }

    /// What a process that was killed left; nobody else uses this folder, for the state is locked.
    private static void removeOld(Path base) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(base)) {
            old = files.filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
                    .toList();
        }
        for (Path each : old) {
            remove(each);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void end() {
        vertx.close().await();
        try {
            remove(folder);
        } catch (IOException stays) {
            LOG.atWarn().log("The folder of the warm-up could not be removed; the next start does it.");
        }
    }
}
