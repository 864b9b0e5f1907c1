package io.fieldgate.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An identity provider's key address that can be made to misbehave.
final class KeyServer implements AutoCloseable {

    /// What it answers next.
    interface Script {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpsServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Script script;

    private KeyServer(HttpsServer server, Script script) {
        this.server = server;
        this.script = script;
    }

    static KeyServer start(int port, String keys) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(DevTls.server(GatewayRig.KEYS)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        KeyServer keyServer = new KeyServer(server, text(200, keys));
        server.createContext("/keys", keyServer::handle);
        server.start();
        return keyServer;
    }

    static Script text(int status, String text) {
        return exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    void next(Script other) {
        script = other;
    }

    int asked() {
        return asked.get();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + port() + "/keys");
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try {
            script.answer(exchange);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
