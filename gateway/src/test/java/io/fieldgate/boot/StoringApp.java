package io.fieldgate.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// An app behind the gateway: stores bookings in memory, gives them back, deletes them.
final class StoringApp implements AutoCloseable {
    private final HttpsServer server;
    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    private StoringApp(HttpsServer server) {
        this.server = server;
    }

    static StoringApp start(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        StoringApp app = new StoringApp(server);
        server.createContext("/", app::handle);
        server.start();
        return app;
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                int number = numbers.incrementAndGet();
                String made = "00000000-0000-4000-8000-%012d".formatted(number);
                String own = "\"id\":\"" + made + "\",\"number\":\"" + number + "\"";
                stored.put(made, "{" + own + ",\"state\":\"waiting\"," + body.substring(1));
                answer(exchange, 201, "{" + own + "}");
            }
            case "GET" -> answer(exchange, stored.containsKey(id) ? 200 : 404, "{\"booking\":" + stored.get(id) + "}");
            default -> answer(exchange, stored.remove(id) == null ? 404 : 200, "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
