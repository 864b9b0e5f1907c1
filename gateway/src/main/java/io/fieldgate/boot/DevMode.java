package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What dev mode demands and what it makes by itself.
final class DevMode {
    private DevMode() {}

    /// Throw-away keys never meet a network: a listener that is not loopback is refused, and so are dev keys in
    /// production.
    static void check(GatewayConfig config) {
        if (config.isDev()) {
            refuseOutside("data.listen", config.data().listen(), config);
            refuseOutside("admin.listen", config.admin().listen(), config);
            return;
        }
        boolean devKeys = config.wrappingKey()
                .map(key -> key.toString().contains("keys-dev"))
                .orElse(false);
        if (devKeys
                && !(config.data().listen().isLoopback()
                        && config.admin().listen().isLoopback())) {
            throw new StartFailure(
                    "`custodian.wrapping-key` lies in keys-dev/: everybody has that key, so it is refused on an address that is not loopback.");
        }
        if (config.data().pem().isEmpty() || config.admin().pem().isEmpty()) {
            throw new StartFailure(
                    "`data.certificate`, `data.key`, `admin.certificate` and `admin.key` must be set; both planes speak TLS only.");
        }
        refuseMissing("data", config.data(), config);
        refuseMissing("admin", config.admin(), config);
    }

    private static void refuseMissing(String plane, GatewayConfig.Plane settings, GatewayConfig config) {
        GatewayConfig.Pem pem = settings.pem().orElseThrow();
        refuseMissing(plane + ".certificate", pem.certificate(), config);
        refuseMissing(plane + ".key", pem.key(), config);
    }

    private static void refuseMissing(String key, Path file, GatewayConfig config) {
        if (!Files.isReadable(file)) {
            throw new StartFailure("`" + key + "` (" + config.settings().origin(key) + "): the file " + file
                    + " is missing or cannot be read.");
        }
    }

    private static void refuseOutside(String key, GatewayConfig.Listen listen, GatewayConfig config) {
        if (!listen.isLoopback()) {
            throw new StartFailure(
                    "`" + key + "` (" + config.settings().origin(key)
                            + ") is not a loopback address. Dev mode uses keys everybody has, so it listens on 127.0.0.1 or ::1 only; use `fieldgate serve` with keys of your own.");
        }
    }

    /// The configuration with the credentials dev mode makes, wherever none is set.
    static GatewayConfig complete(GatewayConfig config, DevHome home, Path base) {
        GatewayConfig.Pem pem = home.prepare();
        Map<String, String> made = new LinkedHashMap<>();
        for (String plane : new String[] {"data", "admin"}) {
            made.put(plane + ".certificate", pem.certificate().toString());
            made.put(plane + ".key", pem.key().toString());
        }
        made.put("custodian.wrapping-key", home.wrappingKey().toString());
        made.put("identity.dev.issuer", DevHome.ISSUER);
        made.put("identity.dev.audience", DevHome.AUDIENCE);
        made.put("identity.dev.jwks", home.keySet().toString());
        if (Files.exists(home.authority())) {
            made.put("upstream.trust", home.authority().toString());
        }
        return GatewayConfig.of(config.settings().under(made, "made by dev mode"), base);
    }
}
