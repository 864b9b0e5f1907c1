package io.fieldgate.examples;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/// A small HTTP/1.1 server over TLS that keeps every byte it receives: what a backend got is then a file
/// anybody can search.
/// One virtual thread per connection; bodies need a Content-Length.
public final class RawServer implements AutoCloseable {

    /// One request as it arrived.
    /// @param target raw path and query
    /// @param headers names in lower case
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {

        public String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public record Response(int status, String contentType, String body) {

        public static Response json(int status, String body) {
            return new Response(status, "application/json", body);
        }
    }

    /// Answers one request; an exception becomes a 500 with an empty body.
    public interface Handler {
        Response handle(Request request) throws Exception;
    }

    private final ServerSocket socket;
    private final Path received;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RawServer(ServerSocket socket, Path received, Handler handler) {
        this.socket = socket;
        this.received = received;
        this.handler = handler;
    }

    /// @param port 0 for any free port
    /// @param received file to which every received byte is appended
    public static RawServer start(SSLContext tls, int port, Path received, Handler handler) throws IOException {
        Files.createDirectories(received.toAbsolutePath().getParent());
        ServerSocket socket =
                tls.getServerSocketFactory().createServerSocket(port, 512, InetAddress.getLoopbackAddress());
        RawServer server = new RawServer(socket, received, handler);
        Thread.ofPlatform().daemon().name("demo-accept").start(server::accept);
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException stopped) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException("The demo app cannot accept connections.", stopped);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (Request request = kept(in); request != null; request = kept(in)) {
                out.write(encode(answer(request)));
                out.flush();
            }
        } catch (IOException gone) {
            // The gateway closed the connection or the demo is stopping: nothing is owed to anybody.
            open.remove(connection);
        } finally {
            open.remove(connection);
        }
    }

    /// One request, or what came of it, is appended at once: requests of several connections do not mix.
    private @org.jspecify.annotations.Nullable Request kept(InputStream in) throws IOException {
        ByteArrayOutputStream tee = new ByteArrayOutputStream();
        try {
            return read(in, tee);
        } finally {
            Files.write(received, tee.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private Response answer(Request request) {
        try {
            return handler.handle(request);
        } catch (Exception failed) {
            return new Response(500, "text/plain", failed.getClass().getSimpleName());
        }
    }

    private static byte[] encode(Response response) {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + response.status() + " " + (response.status() < 400 ? "OK" : "Error")
                + "\r\nContent-Type: " + response.contentType() + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static @org.jspecify.annotations.Nullable Request read(InputStream in, OutputStream tee)
            throws IOException {
        String first = line(in, tee);
        if (first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ", 3);
        if (words.length != 3) {
            throw new SocketException("no request line");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in, tee); !header.isEmpty(); header = line(in, tee)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        tee.write(body);
        tee.flush();
        return new Request(words[0], words[1], headers, body);
    }

    private static String line(InputStream in, OutputStream tee) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            tee.write(next);
            if (next == '\n') {
                break;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
