package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.tile.LogReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void aGatewayIsReadyWhenItIsWarm_andTheWarmUpLeavesNoTrace() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        try (Gateway gateway = Gateway.dev(ROOT, settings("PT4S"), said::add);
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(DevTls.client(ROOT.resolve("keys-dev")))
                        .build()) {
            HttpResponse<String> cold = ready(http, gateway.admin());
            assertThat(cold.statusCode()).isEqualTo(503);
            assertThat(cold.body()).contains("\"part\":\"warm-up\"");
            long patience = System.nanoTime() + 60_000_000_000L;
            while (ready(http, gateway.admin()).statusCode() != 200 && System.nanoTime() < patience) {
                Thread.sleep(100);
            }
            assertThat(ready(http, gateway.admin()).statusCode()).isEqualTo(200);
        }
        assertThat(said).anyMatch(line -> line.startsWith("warm after "));
        assertThat(said).as("apps served: none is configured").noneMatch(line -> line.startsWith("policy "));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("warm-up-"));
        }
        LogReader log = LogReader.open(folder.resolve("audit").resolve("n1"));
        assertThat(log.size()).isPositive();
        assertThat(log.size())
                .as("openings, policies and keys of the real gateway only")
                .isLessThan(60);
    }

    @Test
    void closingAGatewayEndsItsWarmUp() throws IOException {
        long begun = System.nanoTime();
        Gateway.dev(ROOT, settings("PT60S"), _ -> {}).close();
        assertThat(System.nanoTime() - begun).isLessThan(45_000_000_000L);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("warm-up-"));
        }
    }

    @Test
    void anExchangeThatWasRefusedWarmsUpNothing() throws Exception {
        try (Gateway gateway = Gateway.dev(ROOT, settings("PT0S"), _ -> {});
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(DevTls.client(ROOT.resolve("keys-dev")))
                        .build()) {
            URI closed = gateway.admin().resolve("/api/v1/status");
            assertThat(WarmUp.send(http, 401, HttpRequest.newBuilder(closed))).isNotEmpty();
            assertThatThrownBy(() -> WarmUp.send(http, 200, HttpRequest.newBuilder(closed)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("401");
        }
    }

    private Map<String, String> settings(String warmUp) {
        return Map.of(
                "folder",
                folder.toString(),
                "data.listen",
                "127.0.0.1:0",
                "admin.listen",
                "127.0.0.1:0",
                "warm-up",
                warmUp);
    }

    private static HttpResponse<String> ready(HttpClient http, URI admin) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(admin.resolve("/readyz")).build(), HttpResponse.BodyHandlers.ofString());
    }
}
