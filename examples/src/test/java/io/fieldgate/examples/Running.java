package io.fieldgate.examples;

import io.fieldgate.boot.DevTls;
import io.fieldgate.boot.Gateway;
import io.fieldgate.boot.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A dev gateway of a scene: in this process, or in one of its own that can be killed.
interface Running extends AutoCloseable {
    URI data();

    URI admin();

    /// The time by which values live and die there; of another process, to the second.
    Instant now();

    void advance(Duration by) throws IOException, InterruptedException;

    String token(TokenRequest request);

    @Override
    void close();

    /// Starts in this process.
    static Running here(Map<String, String> settings) {
        Gateway gateway = Gateway.dev(Stage.ROOT, settings, line -> {});
        Tokens tokens = Tokens.of(
                Path.of(Objects.requireNonNull(settings.get("folder"))).resolve("identity"));
        return new Running() {
            @Override
            public URI data() {
                return gateway.data();
            }

            @Override
            public URI admin() {
                return gateway.admin();
            }

            @Override
            public Instant now() {
                return gateway.clock().instant();
            }

            @Override
            public void advance(Duration by) {
                gateway.advance(by);
            }

            @Override
            public String token(TokenRequest request) {
                return tokens.sign(request);
            }

            @Override
            public void close() {
                gateway.close();
            }
        };
    }

    /// Starts a process of its own. @param scratch gets its logs and temporary files
    /// @param java more options of its JVM
    static GatewayProcess apart(Map<String, String> settings, Path scratch, List<String> java)
            throws IOException, InterruptedException {
        GatewayProcess process = GatewayProcess.launch(settings, scratch, java);
        process.awaitListening();
        return process;
    }

    /// The admin plane of it.
    default Client adminPlane() {
        return new Client(admin(), DevTls.client(Stage.KEYS));
    }
}
