package io.fieldgate.examples;

import io.fieldgate.boot.DevTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A client that sends exactly the bytes it is given over TLS and keeps exactly those that come back.
final class Wire {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final SSLSocketFactory SOCKETS = DevTls.client(Stage.KEYS).getSocketFactory();

    private Wire() {}

    /// @return everything until the other side closed, at most 20 seconds
    static Reply send(URI plane, byte[] bytes) throws IOException {
        try (SSLSocket socket = (SSLSocket) SOCKETS.createSocket(plane.getHost(), plane.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] chunk = new byte[8_192];
            try {
                for (int n = socket.getInputStream().read(chunk);
                        n >= 0;
                        n = socket.getInputStream().read(chunk)) {
                    all.write(chunk, 0, n);
                }
            } catch (IOException closedHard) {
                if (all.size() == 0) {
                    throw closedHard;
                }
            }
            return new Reply(all.toByteArray());
        }
    }

    /// Head and body as they came.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(byte[] bytes) {
        int status() {
            String first = new String(Arrays.copyOf(bytes, Math.min(bytes.length, 16)), StandardCharsets.US_ASCII);
            return first.startsWith("HTTP/1.") && first.length() >= 12 ? Integer.parseInt(first.substring(9, 12)) : 0;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String body() {
            String text = text();
            int at = text.indexOf("\r\n\r\n");
            return at < 0 ? "" : text.substring(at + 4);
        }
    }

    /// A request under construction; closes the connection after its answer.
    static final class Request {
        private final StringBuilder head = new StringBuilder();
        private byte[] body = new byte[0];

        Request(String method, String target) {
            head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
            head.append("Connection: close\r\n");
        }

        Request header(String name, String value) {
            head.append(name).append(": ").append(value).append("\r\n");
            return this;
        }

        Request bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        Request body(String type, byte[] bytes) {
            body = bytes;
            return header("Content-Type", type).header("Content-Length", Integer.toString(bytes.length));
        }

        Request json(String text) {
            return body("application/json", text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            byte[] start = (head + "\r\n").getBytes(StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(start, start.length + body.length);
            System.arraycopy(body, 0, all, start.length, body.length);
            return all;
        }
    }
}
