package io.fieldgate.boot;

import io.fieldgate.alert.AlertChannel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Posts alarms to an https address, signed with the log's Ed25519 key: whoever trusts the log trusts its alarms, and
/// no secret is shared. Taken is what is answered 2xx within five seconds; no redirect is followed.
/// Shape: `webhook-id`, `webhook-timestamp` in epoch seconds, `webhook-signature: v1a,` and base64 of the signature
/// over `id.timestamp.body`. No checkpoint begins like that: its first line is an origin.
/// Source: Standard Webhooks 1.0.0, asymmetric signatures.
final class WebhookChannel implements AlertChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final SSLContext tls;
    private final UnaryOperator<byte[]> signature;
    private final InstantSource clock;

    /// @param tls trusts the address's authority @param signature of the log @param clock the system's, for receivers
    /// refuse what is old
    WebhookChannel(URI address, SSLContext tls, UnaryOperator<byte[]> signature, InstantSource clock) {
        this.address = address;
        this.tls = tls;
        this.signature = signature;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Optional<String> send(Message message) {
        HttpClient http = HttpClient.newBuilder() // one for each alarm, for days lie between two
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            return send(http, request(message));
        } finally {
            http.shutdownNow();
        }
    }

    private HttpRequest request(Message message) {
        String stamp = Long.toString(clock.instant().getEpochSecond());
        byte[] start = (message.id() + "." + stamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[start.length + message.body().length];
        System.arraycopy(start, 0, signed, 0, start.length);
        System.arraycopy(message.body(), 0, signed, start.length, message.body().length);
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", stamp)
                .header("webhook-signature", "v1a," + Base64.getEncoder().encodeToString(signature.apply(signed)))
                .POST(BodyPublishers.ofByteArray(message.body()))
                .build();
    }

    private static Optional<String> send(HttpClient http, HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, BodyHandlers.discarding());
        try {
            int status = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("It answered " + status + ".");
        } catch (TimeoutException late) {
            return Optional.of("It did not answer in time.");
        } catch (ExecutionException cause) {
            return Optional.of(what(cause.getCause()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.of("It was not waited for.");
        }
    }

    private static String what(@Nullable Throwable cause) {
        return switch (cause) {
            case SSLException _ -> "It shows a certificate that is not trusted.";
            case HttpTimeoutException _ -> "It did not answer in time.";
            case null, default -> "It cannot be reached.";
        };
    }
}
