package io.fieldgate.examples;

import io.fieldgate.boot.DevTls;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// Stands between the gateway and an app. [#wire] passes the bytes on as they are and records them; [#inside]
/// ends TLS, records what is inside and can answer wrongly in every way an app may.
/// Thread rule: how it behaves may be changed at any time and holds from the next request on.
final class Tap implements AutoCloseable {

    /// What becomes of one request. The app gets it unless the behaviour says otherwise.
    interface Behaviour {
        /// @param reply what the app answered, head and body, empty for a behaviour that asks nobody
        void answer(byte[] reply, OutputStream out, Tap tap) throws IOException, InterruptedException;

        default boolean asksApp() {
            return true;
        }
    }

    static final Behaviour PASS = (reply, out, tap) -> out.write(reply);

    private final ServerSocket server;
    private final URI app;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream(); // guarded by itself
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Behaviour behaviour = PASS;

    private Tap(ServerSocket server, URI app) {
        this.server = server;
        this.app = app;
    }

    /// Passes TLS on untouched.
    static Tap wire(String app) throws IOException {
        Tap tap = new Tap(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), URI.create(app));
        tap.accept(tap::relay);
        return tap;
    }

    /// Ends TLS with a certificate of the dev authority.
    static Tap inside(String app) throws IOException {
        return inside(app, DevTls.server(Stage.KEYS), "127.0.0.1", 0);
    }

    /// @param port 0 for any free one
    static Tap inside(String app, SSLContext tls, String address, int port) throws IOException {
        Tap tap = new Tap(
                tls.getServerSocketFactory().createServerSocket(port, 64, InetAddress.getByName(address)),
                URI.create(app));
        tap.accept(tap::speak);
        return tap;
    }

    private interface Speaker {
        void run(Socket socket) throws IOException, InterruptedException;
    }

    private void accept(Speaker speaker) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    open.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket, speaker));
                } catch (IOException closed) {
                    return; // the scene is over
                }
            }
        });
    }

    private void serve(Socket socket, Speaker speaker) {
        try (socket) {
            speaker.run(socket);
        } catch (IOException gone) {
            // one of the two sides has closed, as the scene wanted
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    String url() {
        return "https://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    int port() {
        return server.getLocalPort();
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    /// Requests that arrived in full.
    int requests() {
        return requests.get();
    }

    /// All bytes that passed, both ways.
    byte[] seen() {
        synchronized (seen) {
            return seen.toByteArray();
        }
    }

    private void record(byte[] bytes, int length) {
        synchronized (seen) {
            seen.write(bytes, 0, length);
        }
    }

    private void relay(Socket gateway) throws IOException {
        try (Socket backend = new Socket(app.getHost(), app.getPort())) {
            open.add(backend);
            Thread up = Thread.ofVirtual().start(() -> pump(gateway, backend));
            pump(backend, gateway);
            up.interrupt();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                record(chunk, n);
                to.getOutputStream().write(chunk, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            open.remove(from); // whoever closed it closes the other side too
        }
    }

    private void speak(Socket gateway) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(gateway.getInputStream());
        OutputStream out = gateway.getOutputStream();
        try (Socket backend = DevTls.client(Stage.KEYS).getSocketFactory().createSocket(app.getHost(), app.getPort())) {
            open.add(backend);
            for (byte[] request = message(in); request.length > 0; request = message(in)) {
                requests.incrementAndGet();
                record(request, request.length);
                Behaviour now = behaviour;
                byte[] reply = new byte[0];
                if (now.asksApp()) {
                    backend.getOutputStream().write(request);
                    reply = message(backend.getInputStream());
                    record(reply, reply.length);
                }
                now.answer(reply, out, this);
                out.flush();
            }
        }
    }

    /// Head and body by `Content-Length`, which is all that gateway and demo apps write.
    private static byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            all.write(next);
            matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
        }
        String head = all.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            String length = head.substring(at + 17, head.indexOf('\r', at + 2)).strip();
            all.write(in.readNBytes(Integer.parseInt(length)));
        }
        return all.toByteArray();
    }

    /// Answers these bytes and closes, whatever was asked; the app hears nothing.
    static Behaviour says(String text) {
        return new Behaviour() {
            @Override
            public void answer(byte[] reply, OutputStream out, Tap tap) throws IOException {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                throw new IOException("closing");
            }

            @Override
            public boolean asksApp() {
                return false;
            }
        };
    }

    /// The app answers, this much of it arrives, then the connection is cut.
    static Behaviour cutsAfter(double share) {
        return (reply, out, tap) -> {
            out.write(Arrays.copyOf(reply, (int) (reply.length * share)));
            out.flush();
            throw new IOException("cut");
        };
    }

    /// The app answers, nothing of it arrives.
    static Behaviour hangs() {
        return (reply, out, tap) -> {
            while (!tap.server.isClosed()) {
                Thread.sleep(50);
            }
        };
    }

    /// The app answers; one byte of it arrives every now and then.
    static Behaviour trickles() {
        return (reply, out, tap) -> {
            for (byte b : reply) {
                out.write(b);
                out.flush();
                Thread.sleep(100);
            }
        };
    }

    /// A head that promises a body without end, and the body.
    static Behaviour floods(long bytes) {
        return (reply, out, tap) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[65_536];
            Arrays.fill(chunk, (byte) '[');
            for (long sent = 0; sent < bytes; sent += chunk.length) {
                out.write(chunk);
            }
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
