package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A backend that keeps every byte it gets and answers what it was told to, byte for byte, true or not.
public final class ScriptedBackend implements AutoCloseable {

    /// What to do with one request.
    public sealed interface Act {
        /// Write these bytes and keep the connection.
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Answer(byte[] bytes) implements Act {}

        /// Write these bytes and close.
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Break(byte[] bytes) implements Act {}

        /// Do something first.
        record After(Runnable first, Act then) implements Act {}

        /// Say nothing until the test is over.
        record Silence() implements Act {}
    }

    private final ServerSocket socket;
    private final List<byte[]> received = new ArrayList<>();
    private final Deque<Act> script = new ArrayDeque<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private Act usual = json(200, "{}");

    ScriptedBackend() {
        try {
            socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("backend").start(this::accept);
    }

    public static Act json(int status, String body) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return raw(
                "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n",
                bytes);
    }

    public static Act raw(String head, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(ISO_8859_1));
        out.writeBytes(body);
        return new Act.Answer(out.toByteArray());
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int port() {
        return socket.getLocalPort();
    }

    public synchronized void always(Act act) {
        usual = act;
    }

    public synchronized void next(Act act) {
        script.add(act);
    }

    public synchronized List<String> received() {
        return received.stream()
                .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    public synchronized void forget() {
        received.clear();
    }

    /// What stood after the head of the last request.
    synchronized String lastBody() {
        String whole = new String(received.getLast(), java.nio.charset.StandardCharsets.UTF_8);
        return whole.substring(whole.indexOf("\r\n\r\n") + 4);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().name("backend-connection").start(() -> serve(connection));
            }
        } catch (SocketException closed) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (true) {
                byte[] request = request(in);
                if (request.length == 0) {
                    return;
                }
                Act act = note(request);
                if (act instanceof Act.After(Runnable first, Act then)) {
                    first.run();
                    act = then;
                }
                switch (act) {
                    case Act.After _ -> throw new IllegalStateException("Only one thing comes first.");
                    case Act.Answer(byte[] bytes) -> {
                        out.write(bytes);
                        out.flush();
                    }
                    case Act.Break(byte[] bytes) -> {
                        out.write(bytes);
                        out.flush();
                        return;
                    }
                    case Act.Silence _ -> in.read();
                }
            }
        } catch (IOException gone) {
            // the gateway hung up
        } finally {
            open.remove(connection);
        }
    }

    private synchronized Act note(byte[] request) {
        received.add(request);
        Act next = script.poll();
        return next == null ? usual : next;
    }

    private static byte[] request(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int b = in.read();
            if (b < 0) {
                return new byte[0];
            }
            whole.write(b);
            ends = (b == '\r' && ends % 2 == 0) || (b == '\n' && ends % 2 == 1) ? ends + 1 : 0;
        }
        String head = whole.toString(ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf("content-length:");
        if (at >= 0) {
            int length = Integer.parseInt(
                    head.substring(at + 15, head.indexOf('\r', at)).strip());
            whole.writeBytes(in.readNBytes(length));
        }
        return whole.toByteArray();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
