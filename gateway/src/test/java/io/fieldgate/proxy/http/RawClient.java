package io.fieldgate.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;

/// A client that writes exactly the bytes it is given, on one connection.
public final class RawClient implements AutoCloseable {

    /// @param head status line and headers as they came
    public record Got(int status, String head, String body) {
        public Optional<String> header(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        public String problem() {
            int at = body.indexOf("urn:fieldgate:problem:");
            return at < 0 ? "" : body.substring(at + 22, body.indexOf('"', at));
        }
    }

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) {
        this(connect(port));
    }

    public RawClient(Socket socket) {
        try {
            this.socket = socket;
            socket.setSoTimeout(20_000);
            this.in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(int port) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Got once(int port, String request) {
        try (RawClient client = new RawClient(port)) {
            return client.send(request.getBytes(UTF_8)).read();
        }
    }

    public RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawClient send(String text) {
        return send(text.getBytes(UTF_8));
    }

    /// Reads one answer. An answer to HEAD has no body: use [#readHead].
    public Got read() {
        try {
            String head = head();
            byte[] body = in.readNBytes(length(head));
            return new Got(status(head), head, new String(body, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Got readHead() {
        try {
            String head = head();
            return new Got(status(head), head, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the other side has ended the connection; waits for it.
    public boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("The connection ended inside a head of " + head.size() + " bytes.");
            }
            head.write(b);
            ends = (b == '\r' && ends % 2 == 0) || (b == '\n' && ends % 2 == 1) ? ends + 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    private static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    private static int length(String head) {
        String low = head.toLowerCase(Locale.ROOT);
        int at = low.indexOf("content-length:");
        return at < 0
                ? 0
                : Integer.parseInt(low.substring(at + 15, low.indexOf('\r', at)).strip());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
