package io.fieldgate.boot;

import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A real Keycloak in its dev mode, set up over its own REST interface: one realm, one client, users with attributes
/// and
/// realm roles. Its database is a folder that is thrown away.
final class Keycloak implements AutoCloseable {
    private static final String PASSWORD = "not-a-secret";
    private static final Duration PATIENCE = Duration.ofMinutes(3); // its first start builds itself

    private final Process process;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String admin;

    private Keycloak(Process process, URI base, Path log) {
        this.process = process;
        this.base = base;
        await(log);
        this.admin = token("master", "admin-cli", "admin");
        realm();
    }

    /// @param distribution the unpacked download; nothing is written there but its own build
    static Keycloak start(Path distribution, Path folder) {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path log = folder.resolve("keycloak.log");
            ProcessBuilder command = new ProcessBuilder(
                    distribution.resolve("bin/kc.sh").toString(),
                    "start-dev",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port,
                    "--db=dev-mem");
            command.environment().put("JAVA_HOME", System.getProperty("java.home"));
            command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
            command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Keycloak(process, URI.create("http://127.0.0.1:" + port), log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void await(Path log) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                if (send("GET", "/realms/master", "", "", "").statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                pause();
            }
        }
        close();
        throw new IllegalStateException("Keycloak did not start: " + read(log));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void realm() {
        create("/admin/realms", "{\"realm\":\"city\",\"enabled\":true,\"sslRequired\":\"none\"}");
        put("/admin/realms/city/users/profile", """
                {"unmanagedAttributePolicy":"ENABLED","attributes":[{"name":"username"},{"name":"email"}]}
                """);
        String attributes =
                Map.of("number", "false", "org", "false", "staff", "false", "purposes", "true").entrySet().stream()
                        .map(mapper ->
                                """
                        {"name":"%s","protocol":"openid-connect","protocolMapper":"oidc-usermodel-attribute-mapper",
                        "config":{"user.attribute":"%s","claim.name":"%s","jsonType.label":"String",
                        "multivalued":"%s","access.token.claim":"true"}}
                        """.formatted(mapper.getKey(), mapper.getKey(), mapper.getKey(), mapper.getValue()))
                        .collect(Collectors.joining(","));
        create("/admin/realms/city/clients", """
                {"clientId":"visit-app","publicClient":true,"directAccessGrantsEnabled":true,"protocolMappers":[
                {"name":"audience","protocol":"openid-connect","protocolMapper":"oidc-audience-mapper",
                "config":{"included.custom.audience":"fieldgate","access.token.claim":"true"}},%s]}
                """.formatted(attributes));
    }

    /// @param attributes `"number":["…"]`, as JSON members
    void user(String name, String attributes, List<String> roles) {
        create("/admin/realms/city/users", """
                {"username":"%s","enabled":true,"firstName":"a","lastName":"b","email":"%s@city.example",
                "emailVerified":true,"attributes":{%s},
                "credentials":[{"type":"password","value":"%s","temporary":false}]}
                """.formatted(name, name, attributes, PASSWORD));
        String found = send("GET", "/admin/realms/city/users?username=" + name, admin, "", "")
                .body();
        String id = found.split("\"id\":\"", -1)[1].split("\"", -1)[0];
        for (String role : roles) {
            send("POST", "/admin/realms/city/roles", admin, "application/json", "{\"name\":\"" + role + "\"}");
            String known = send("GET", "/admin/realms/city/roles/" + role, admin, "", "")
                    .body();
            create("/admin/realms/city/users/" + id + "/role-mappings/realm", "[" + known + "]");
        }
    }

    /// A fresh access token of a user of the realm.
    String token(String user) {
        return token("city", "visit-app", user);
    }

    String issuer() {
        return base + "/realms/city";
    }

    /// The realm's key set, as it gives it.
    String keys() {
        return send("GET", "/realms/city/protocol/openid-connect/certs", "", "", "")
                .body();
    }

    private String token(String realm, String client, String user) {
        String form = "grant_type=password&client_id=" + client + "&username=" + user + "&password="
                + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(
                "POST",
                "/realms/" + realm + "/protocol/openid-connect/token",
                "",
                "application/x-www-form-urlencoded",
                form);
        try {
            Value json = Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
            return Json.string(json, "access_token").orElseThrow(() -> new IllegalStateException(answer.body()));
        } catch (NotJson odd) {
            throw new IllegalStateException(answer.body(), odd);
        }
    }

    private void create(String path, String json) {
        expect(send("POST", path, admin, "application/json", json));
    }

    private void put(String path, String json) {
        expect(send("PUT", path, admin, "application/json", json));
    }

    private static void expect(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + " said " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpResponse<String> send(String method, String path, String token, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            return http.send(
                    request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
