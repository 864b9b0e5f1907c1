package io.fieldgate.boot;

import io.fieldgate.alert.AlertChannel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Sends alarms as syslog over TLS, or over plain TCP on this host, one connection for each. Syslog has no receipt:
/// what the other side's connection has taken counts as taken. UDP is not spoken, for what it loses nobody hears of.
/// Shape: octet count, a space, `<105>1 TIME HOST fieldgate - ALERT - BODY`: log audit (13), alert (1).
/// Source: RFC 5424 §6, RFC 5425 §4.3, RFC 6587 §3.4.1.
final class SyslogChannel implements AlertChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PRIORITY = 13 * 8 + 1; // facility log audit, severity alert
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final NetClient client;
    private final URI address;
    private final String host;

    private SyslogChannel(NetClient client, URI address, String host) {
        this.client = client;
        this.address = address;
        this.host = host;
    }

    /// @param address `tls://HOST:PORT` or `tcp://HOST:PORT` @param trust PEM file of authorities, else the JDK's
    /// @param host HOSTNAME of the messages: the node
    static SyslogChannel open(Vertx vertx, URI address, Optional<Path> trust, String host) {
        boolean tls = address.getScheme().equals("tls");
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()))
                .setSsl(tls)
                .setHostnameVerificationAlgorithm(tls ? "HTTPS" : "");
        trust.filter(_ -> tls)
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return new SyslogChannel(vertx.createNetClient(options), address, host);
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public Optional<String> send(Message message) {
        Buffer frame = Buffer.buffer(frame(message));
        Future<Optional<String>> sent = client.connect(address.getPort(), address.getHost())
                .compose(socket -> socket.write(frame).compose(_ -> socket.close()))
                .map(_ -> Optional.<String>empty())
                .otherwise(cause -> Optional.of(what(cause)));
        try {
            return sent.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Optional.of("It did not take the message in time.");
        }
    }

    private static String what(Throwable cause) {
        return cause instanceof SSLException
                ? "It shows a certificate that is not trusted."
                : "It cannot be reached, or cut the connection.";
    }

    private byte[] frame(Message message) {
        Instant at = Instant.EPOCH.plus(message.micros(), ChronoUnit.MICROS);
        String head = "<" + PRIORITY + ">1 " + TIME.format(at) + " " + host + " fieldgate - ALERT - ";
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(message.body());
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes((text.size() + " ").getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(text.toByteArray());
        return frame.toByteArray();
    }
}
