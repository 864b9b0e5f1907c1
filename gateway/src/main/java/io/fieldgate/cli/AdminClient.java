package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Calls the admin plane of a running gateway with the operator's credential.
/// Errors: [StartFailure] when nobody answers; a refusal of the gateway comes back as an [Answer].
final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Answer(int status, Value body) {
        boolean isFine() {
            return status < 300;
        }

        /// Says why the gateway refused. @return the exit code
        int refused(Console console) {
            boolean asked = status == 400 || status == 404 || status == 413 || status == 415;
            console.complain(asked ? Exit.USAGE : Exit.ENVIRONMENT, complaint());
            if (status == 401 || status == 403) {
                console.talk("help: the credential is that of --token-file, else of FIELDGATE_TOKEN,"
                        + " else made with the dev keys.");
            }
            return asked ? Exit.USAGE : Exit.ENVIRONMENT;
        }

        /// One sentence out of a problem document.
        String complaint() {
            String title = Json.string(body, "title").orElse("HTTP " + status);
            return Json.string(body, "detail")
                    .map(detail -> title + ": " + detail)
                    .orElse(title);
        }
    }

    private final URI base;
    private final HttpClient http;
    private final Supplier<String> token;

    /// @param token the operator's bearer token, made or read at the first call
    AdminClient(URI base, SSLContext tls, Supplier<String> token) {
        this.base = base;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(tls)
                .build();
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, Value body) {
        return call("POST", path, body);
    }

    private Answer call(String method, String path, @Nullable Value body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get())
                .header("Accept", "application/json");
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(Json.write(body)));
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(), response.body().length == 0 ? new Value.Null() : Json.read(response.body()));
        } catch (SSLException untrusted) {
            throw new StartFailure(
                    "The certificate of " + base + " is not trusted; name the PEM file of its authority with --trust.",
                    untrusted);
        } catch (HttpTimeoutException late) {
            throw new StartFailure(base + " did not answer within " + PATIENCE.toSeconds() + " s.", late);
        } catch (IOException nobody) {
            throw new StartFailure(
                    "No gateway answers at " + base
                            + "; start one with `fieldgate serve` or `fieldgate dev`, or name its address with --admin.",
                    nobody);
        } catch (NotJson other) {
            throw new StartFailure("What answers at " + base + " is not the admin plane of a gateway.", other);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while waiting for " + base + ".", stop);
        }
    }
}
