package io.fieldgate.boot;

import io.fieldgate.guard.KeySetSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A JWKS document (RFC 7517) at an https address: 200, at most 256 KB, within five seconds, no redirect followed.
/// Errors: [UncheckedIOException] naming the address and what was wrong; nothing of the answer is repeated.
/// Thread rule: safe for many threads; blocks.
final class KeySetAddress implements KeySetSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 262_144; // 256 KB

    private final URI address;
    private final Duration patience;
    private final SSLContext tls;

    private KeySetAddress(URI address, Duration patience, SSLContext tls) {
        this.address = address;
        this.patience = patience;
        this.tls = tls;
    }

    /// @param address of scheme https @param tls trusts the address's authority
    static KeySetAddress of(URI address, SSLContext tls) {
        return of(address, tls, PATIENCE);
    }

    static KeySetAddress of(URI address, SSLContext tls, Duration patience) {
        return new KeySetAddress(address, patience, tls);
    }

    @Override
    public String read() {
        HttpClient http = client(); // one for each reading, for minutes lie between two
        try {
            return read(http);
        } finally {
            http.shutdownNow(); // cuts off what still runs, where nobody waits for it any more
        }
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private String read(HttpClient http) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // the request's own timeout ends with the answer's head
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw failed("answered " + response.statusCode(), new IOException("status"));
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException late) {
            throw failed("did not answer in time", new IOException(late));
        } catch (ExecutionException cause) {
            throw failed(what(cause.getCause()), new IOException(cause.getCause()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for", new IOException(stop));
        }
    }

    private static String what(@Nullable Throwable cause) {
        return switch (cause) {
            case SSLException _ -> "shows a certificate that is not trusted";
            case HttpTimeoutException _ -> "did not answer in time";
            case null, default -> "cannot be read, or holds more than 256 KB";
        };
    }

    private UncheckedIOException failed(String what, IOException cause) {
        return new UncheckedIOException("The key set at " + address + " " + what + ".", cause);
    }
}
