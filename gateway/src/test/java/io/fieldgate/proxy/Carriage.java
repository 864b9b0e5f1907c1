package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.crypto.pki.DevPki;
import io.fieldgate.crypto.pki.TlsContexts;
import io.fieldgate.proxy.http.EventLoop;
import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.RawClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The ways one message of HTTP/1.1 reaches a gateway. What is judged, forwarded, written down and answered must be the
/// same in each; only framing belongs to a version.
enum Carriage {
    CLEAR,
    TLS,
    HTTP_2;

    private static final Set<String> FRAMING = Set.of("connection", "transfer-encoding", "keep-alive");

    /// A listener's certificate, and the authority its clients trust.
    record Certificate(ProxySettings.KeyPair pair, String authority) {
        static Certificate in(Path folder) throws IOException {
            Path pki = Files.createDirectories(folder);
            DevPki.createAuthority(pki, Instant.now(), new SeededSource(7));
            DevPki dev = DevPki.load(pki, new SeededSource(8));
            DevPki.Leaf leaf = dev.issue("gateway", Instant.now(), Duration.ofDays(1));
            Path chain = Files.writeString(pki.resolve("gateway.pem"), leaf.chainPem());
            Path key = Files.writeString(pki.resolve("gateway-key.pem"), leaf.keyPem());
            return new Certificate(new ProxySettings.KeyPair(chain, key), dev.authorityPem());
        }
    }

    ProxySettings settings(Certificate certificate) {
        return switch (this) {
            case CLEAR -> ProxyRig.settings();
            case TLS, HTTP_2 ->
                ProxySettings.of(new ProxySettings.Listener("127.0.0.1", 0, Optional.of(certificate.pair())))
                        .withLoops(1);
        };
    }

    /// Sends one whole message on a connection of its own.
    RawClient.Got send(ProxyRig rig, Certificate certificate, byte[] message) throws IOException {
        return switch (this) {
            case CLEAR -> read(new RawClient(rig.server.port()), message);
            case TLS ->
                read(
                        new RawClient(TlsContexts.trusting(certificate.authority())
                                .getSocketFactory()
                                .createSocket("127.0.0.1", rig.server.port())),
                        message);
            case HTTP_2 -> http2(rig, certificate, message);
        };
    }

    /// An answer as every way carries it: the status without its phrase, names in small letters, no framing.
    static String withoutFraming(String answer) {
        String[] halves = answer.replace("\r\n", "\n").split("\n\n", 2);
        StringBuilder text = new StringBuilder();
        for (String line : halves[0].split("\n", -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                text.append(line.split(" ", -1)[1]).append('\n');
            } else if (!FRAMING.contains(name)) {
                text.append(name).append(line.substring(colon)).append('\n');
            }
        }
        return text.append('\n')
                .append(halves.length < 2 ? "" : halves[1])
                .toString()
                .strip();
    }

    private static RawClient.Got read(RawClient opened, byte[] message) {
        try (RawClient client = opened.send(message)) {
            return new String(message, ISO_8859_1).startsWith("HEAD ") ? client.readHead() : client.read();
        }
    }

    private static RawClient.Got http2(ProxyRig rig, Certificate certificate, byte[] message) {
        String text = new String(message, ISO_8859_1);
        int blank = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, blank).split("\r\n", -1);
        String[] start = lines[0].split(" ", -1);
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(rig.server.port())
                .setMethod(HttpMethod.valueOf(start[0]))
                .setURI(start[1]);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            if (!name.equals("host") && !FRAMING.contains(name)) { // the authority stands in its place
                options.addHeader(name, lines[i].substring(colon + 1).strip());
            }
        }
        Buffer body = Buffer.buffer(text.substring(blank + 4).getBytes(ISO_8859_1));
        HttpClient client = rig.vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificate.authority()))));
        try {
            return EventLoop.settled(client.request(options)
                    .compose(request -> body.length() == 0 ? request.send() : request.send(body))
                    .compose(Carriage::got));
        } finally {
            EventLoop.settled(client.close());
        }
    }

    private static Future<RawClient.Got> got(HttpClientResponse response) {
        if (response.version() != HttpVersion.HTTP_2) {
            throw new IllegalStateException("The gateway and the client did not agree on HTTP/2.");
        }
        StringBuilder head = new StringBuilder("HTTP/2 " + response.statusCode() + "\r\n");
        response.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return response.body()
                .map(bytes -> new RawClient.Got(response.statusCode(), head + "\r\n", bytes.toString(UTF_8)));
    }
}
