package io.fieldgate.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// What a browser or an app would send: JSON, a multipart form with a photo, a plain GET. Thread rule: safe for
/// many threads.
public final class Client {
    private static final String BOUNDARY = "demo-boundary-7MA4YWxk";

    /// @param decision the `Fieldgate-Decision` header, empty without one
    public record Answer(int status, String body, String decision, String trace) {}

    private final URI base;
    private final HttpClient http;

    public Client(URI base, SSLContext tls) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    public Answer get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).GET());
    }

    /// With a `Fieldgate-Purpose` header.
    public Answer get(String path, String token, String purpose) throws IOException, InterruptedException {
        return send(request(path, token).header("Fieldgate-Purpose", purpose).GET());
    }

    public Answer delete(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).DELETE());
    }

    public Answer post(String path, String token, String json) throws IOException, InterruptedException {
        return send(
                request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /// A form with one JSON part and file parts.
    public Answer post(String path, String token, String json, Map<String, byte[]> photos)
            throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(
                body,
                "--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"record\"\r\nContent-Type: application/json\r\n\r\n"
                        + json + "\r\n");
        photos.forEach((name, bytes) -> {
            text(
                    body,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                            + "\"; filename=\"IMG_0001.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
            body.writeBytes(bytes);
            text(body, "\r\n");
        });
        text(body, "--" + BOUNDARY + "--\r\n");
        return send(request(path, token)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Fieldgate-Decision").orElse(""),
                response.headers().firstValue("Fieldgate-Trace").orElse(""));
    }
}
