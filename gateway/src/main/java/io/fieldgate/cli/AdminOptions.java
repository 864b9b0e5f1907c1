package io.fieldgate.cli;

import io.fieldgate.boot.DevHome;
import io.fieldgate.boot.RunningDev;
import io.fieldgate.boot.TokenRequest;
import io.fieldgate.boot.config.Listen;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.crypto.pki.TlsContexts;
import io.fieldgate.document.Ascii;
import java.io.IOException;
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
                description = "file with an operator's or auditor's bearer token (default: $FIELDGATE_TOKEN)")
        @Nullable
        Path tokenFile;

        @Option(names = "--trust", paramLabel = "PEM", description = "authorities of the admin plane's certificate")
        @Nullable
        Path trust;
    }

    /// @param role `operator` or `auditor`, for a token made in dev mode
    AdminClient client(String role) {
        DevHome dev = config.devHome();
        Optional<RunningDev> running = dev.running();
        URI base = Optional.ofNullable(reach.admin)
                .map(AdminOptions::https)
                .or(() -> running.map(RunningDev::admin))
                .orElseGet(this::configured);
        SSLContext tls = reach.trust != null
                ? dev.trusting(reach.trust)
                : running.isPresent() ? dev.trusting(dev.authority()) : TlsContexts.system();
        return new AdminClient(base, tls, () -> token(dev, role));
    }

    /// A credential goes over TLS only.
    private static URI https(URI given) {
        if (!"https".equals(given.getScheme()) || given.getHost() == null) {
            throw StartFailure.usage("`--admin` takes an address such as https://127.0.0.1:9443.");
        }
        return given;
    }

    private URI configured() {
        Listen listen = config.config().get(SettingKey.ADMIN_LISTEN);
        return URI.create("https://" + listen.host() + ":" + listen.port());
    }

    private String token(DevHome dev, String role) {
        if (reach.tokenFile != null) {
            return read(reach.tokenFile);
        }
        String given = System.getenv("FIELDGATE_TOKEN");
        if (given != null && !given.isBlank()) {
            return token(given, "FIELDGATE_TOKEN");
        }
        return dev.running()
                .map(found -> dev.token(TokenRequest.staff(role, "operations", "operations")))
                .orElseThrow(() -> new StartFailure("No dev gateway runs on " + dev.folder()
                        + "; start one with `fieldgate dev`. For another gateway, set FIELDGATE_TOKEN or --token-file to an "
                        + role + "'s token."));
    }

    /// A file with one bearer token.
    static String read(Path file) {
        try {
            return token(Files.readString(file), "`" + file + "`");
        } catch (IOException unreadable) {
            throw new StartFailure("`" + file + "` cannot be read.", unreadable);
        }
    }

    private static String token(String text, String where) {
        String token = text.strip();
        if (token.isEmpty() || !token.chars().allMatch(AdminOptions::isTokenChar)) {
            throw new StartFailure(where + " holds no bearer token: three parts with dots between them.");
        }
        return token;
    }

    private static boolean isTokenChar(int c) {
        return Ascii.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0;
    }
}
