package io.fieldgate.examples;

import io.fieldgate.examples.RawServer.Request;
import io.fieldgate.examples.RawServer.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/// One of the three small apps behind the demo gateway. Knows nothing of the gateway: it stores what it gets
/// and serves it back.
public final class DemoApp implements AutoCloseable {

    /// Which app it plays. A further one, which stores what it gets and serves it back, is one line.
    public enum Kind {
        HEALTH_DECLARE("health-declare", "data"),
        BEIJING_HEALTHKIT("beijing-healthkit"),
        MASK_BOOKING("mask-booking", "booking");

        private final String app;
        private final String wrapper;

        /// @param wrapper member in which one record is served; empty = the answer is the record
        Kind(String app, String wrapper) {
            this.app = app;
            this.wrapper = wrapper;
        }

        Kind(String app) {
            this(app, "");
        }

        public String app() {
            return app;
        }
    }

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<String> TOLD =
            Set.of("receivedAt", "number"); // what a citizen hears at once, beside the id
    private static final int PAGE_SIZE = 50;

    private final Kind kind;
    private final Table table;
    private final InstantSource clock;
    private final RawServer server;

    private DemoApp(Kind kind, Path folder, SSLContext tls, InstantSource clock) throws IOException, SQLException {
        this.kind = kind;
        this.clock = clock;
        Files.createDirectories(folder);
        this.table = new Table(folder.resolve(kind.app() + ".db"));
        this.server = RawServer.start(tls, 0, folder.resolve("received").resolve(kind.app() + ".log"), this::handle);
    }

    /// @param folder holds `<app>.db` and `received/<app>.log`
    /// @param clock the time the app writes into `receivedAt`
    public static DemoApp start(Kind kind, Path folder, SSLContext tls, InstantSource clock)
            throws IOException, SQLException {
        return new DemoApp(kind, folder, tls, clock);
    }

    public Kind kind() {
        return kind;
    }

    public String url() {
        return "https://127.0.0.1:" + server.port();
    }

    public int stored() throws SQLException {
        return table.count();
    }

    /// What a buggy or hostile app does: changes a stored record behind everybody's back.
    public void tamper(String id, String path, String value) throws SQLException {
        table.set(id, path, value);
    }

    /// A stored record as the app has it, tokens and all.
    public String stored(String id) throws SQLException {
        return table.find(id).orElse("");
    }

    private Response handle(Request request) throws SQLException {
        String[] segments = request.path().split("/", -1);
        String id = segments.length > 3 ? segments[3] : "";
        return switch (request.method()) {
            case "POST" -> take(request);
            case "GET" ->
                kind == Kind.MASK_BOOKING && request.path().startsWith("/api/draws/")
                        ? draw()
                        : id.isEmpty() ? list(request) : give(id);
            case "DELETE" -> table.delete(id) ? new Response(200, "application/json", "{}") : Response.json(404, "{}");
            default -> Response.json(405, "{}");
        };
    }

    private Response take(Request request) throws SQLException {
        String id = UUID.randomUUID().toString();
        Map<String, String> parts = Parts.of(request);
        long number = table.insert(id, parts.getOrDefault("", "{}"));
        table.set(id, "$.id", id);
        StringBuilder answer = new StringBuilder("{\"id\":\"").append(id).append('"');
        for (Map.Entry<String, String> own : own(number)) {
            table.set(id, "$." + own.getKey(), own.getValue());
            if (TOLD.contains(own.getKey())) {
                answer.append(",\"" + own.getKey() + "\":\"" + own.getValue() + "\"");
            }
        }
        if (parts.containsKey("photo")) {
            table.set(id, "$.photo", parts.getOrDefault("photo", ""));
        }
        return Response.json(201, answer.append('}').toString());
    }

    /// What the app adds to a record it stored.
    private List<Map.Entry<String, String>> own(long number) {
        Instant now = clock.instant();
        return switch (kind) {
            case HEALTH_DECLARE -> List.of(Map.entry("receivedAt", now.toString()), Map.entry("status", "received"));
            case BEIJING_HEALTHKIT ->
                List.of(
                        Map.entry("colour", "green"),
                        Map.entry("name", "王小明"), // what a population register would say: the app's own value
                        Map.entry("until", midnightAfter(now).toString()));
            case MASK_BOOKING -> List.of(Map.entry("number", Long.toString(number)), Map.entry("state", "waiting"));
            default -> List.of();
        };
    }

    private static Instant midnightAfter(Instant now) {
        return now.atZone(ZONE).toLocalDate().plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    private Response give(String id) throws SQLException {
        String wrapper = kind.wrapper;
        return table.find(id)
                .map(body -> Response.json(200, wrapper.isEmpty() ? body : "{\"" + wrapper + "\":" + body + "}"))
                .orElse(Response.json(404, "{}"));
    }

    private Response list(Request request) throws SQLException {
        int page = 0;
        int at = request.target().indexOf("page=");
        if (at >= 0) {
            page = Integer.parseInt(request.target().substring(at + 5).split("&", 2)[0]);
        }
        return Response.json(
                200,
                "{\"items\":[" + String.join(",", table.page(page, PAGE_SIZE)) + "],\"total\":" + table.count() + "}");
    }

    private Response draw() throws SQLException {
        return Response.json(200, "{\"winners\":[" + String.join(",", table.page(0, PAGE_SIZE)) + "]}");
    }

    @Override
    public void close() throws IOException, SQLException {
        server.close();
        table.close();
    }
}
