package io.fieldgate.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// The service that is asked whether a face belongs to an ID number. A stand-in: it answers `same` to every
/// question that holds both values, and keeps nothing but a count.
public final class FaceMatcher implements AutoCloseable {
    private final AtomicInteger asked = new AtomicInteger();
    private final RawServer server;

    private FaceMatcher(SSLContext tls, Path received) throws IOException {
        this.server = RawServer.start(tls, 0, received, request -> {
            asked.incrementAndGet();
            boolean both = request.text().contains("\"face\"") && request.text().contains("\"idNo\"");
            return both ? RawServer.Response.json(200, "{\"answer\":\"same\"}") : RawServer.Response.json(400, "{}");
        });
    }

    public static FaceMatcher start(SSLContext tls) throws IOException {
        return new FaceMatcher(tls, Path.of("/dev/null"));
    }

    /// One that keeps every byte it receives in a file, for scenes that look at what it was asked.
    static FaceMatcher start(SSLContext tls, Path received) throws IOException {
        return new FaceMatcher(tls, received);
    }

    public String url() {
        return "https://127.0.0.1:" + server.port() + "/match";
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
