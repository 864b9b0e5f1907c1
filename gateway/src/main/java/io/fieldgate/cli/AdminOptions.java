package io.fieldgate.cli;

import io.fieldgate.crypto.TlsContexts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options of every verb that talks to a running gateway. In dev mode the verb makes its own operator's token
/// with the dev keys.
final class AdminOptions {
    @Mixin
    ConfigOptions config = new ConfigOptions();

    @ArgGroup(validate = false, heading = "Reaching the gateway:%n")
    Reach reach = new Reach();

    static final class Reach {
        @Option(
                names = "--admin",
                paramLabel = "URL",
                description = "admin plane (default: admin.listen of the configuration)")
        @Nullable
        URI admin;

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "file with the operator's bearer token (default: $FIELDGATE_TOKEN)")
        @Nullable
        Path tokenFile;

        @Option(names = "--trust", paramLabel = "PEM", description = "authorities of the admin plane's certificate")
        @Nullable
        Path trust;
    }

    /// @param role `operator` or `auditor`, for a token made in dev mode
    AdminClient client(String role) {
        DevHome dev = DevHome.find(config);
        Optional<RunningDev> running = dev.running();
        URI base = Optional.ofNullable(reach.admin)
                .or(() -> running.map(RunningDev::admin))
                .orElseGet(this::configured);
        SSLContext tls = reach.trust != null
                ? dev.trusting(reach.trust)
                : running.isPresent() ? dev.trusting(dev.authority()) : TlsContexts.system();
        return new AdminClient(base, tls, () -> token(dev, role));
    }

    private URI configured() {
        GatewayConfig.Listen listen = config.config().admin().listen();
        return URI.create("https://" + listen.host() + ":" + listen.port());
    }

    private String token(DevHome dev, String role) {
        if (reach.tokenFile != null) {
            return read(reach.tokenFile);
        }
        String given = System.getenv("FIELDGATE_TOKEN");
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        return dev.running()
                .map(found -> dev.token(TokenRequest.staff(role, "operations", "operations")))
                .orElseThrow(() -> new StartFailure(
                        "No credential: set FIELDGATE_TOKEN or --token-file to an " + role + "'s token."));
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (java.io.IOException unreadable) {
            throw new StartFailure("`" + file + "` cannot be read.", unreadable);
        }
    }
}
