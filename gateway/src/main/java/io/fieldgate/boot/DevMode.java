package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.Listen;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What dev mode demands and what it makes by itself.
final class DevMode {
    private static final List<SettingKey<Listen>> LISTENERS = List.of(SettingKey.DATA_LISTEN, SettingKey.ADMIN_LISTEN);

    private DevMode() {}

    /// Throw-away keys never meet a network: a listener that is not loopback is refused.
    static void check(GatewayConfig config) {
        LISTENERS.forEach(key -> refuseOutside(key, config));
    }

    private static void refuseOutside(SettingKey<Listen> key, GatewayConfig config) {
        if (!config.get(key).isLoopback()) {
            throw new StartFailure(
                    config.shown(key)
                            + " is not a loopback address. Dev mode uses keys everybody has, so it listens on 127.0.0.1 or ::1 only; use `fieldgate serve` with keys of your own.");
        }
    }

    /// The configuration with the credentials dev mode will make, wherever none is set.
    static GatewayConfig complete(GatewayConfig config, DevHome home, Path base) {
        GatewayConfig.Pem pem = home.pem();
        Map<String, String> made = new HashMap<>();
        made.put(SettingKey.DATA_CERTIFICATE.named(), pem.certificate().toString());
        made.put(SettingKey.DATA_KEY.named(), pem.key().toString());
        made.put(SettingKey.ADMIN_CERTIFICATE.named(), pem.certificate().toString());
        made.put(SettingKey.ADMIN_KEY.named(), pem.key().toString());
        made.put(SettingKey.WRAPPING_KEY.named(), home.wrappingKey().toString());
        made.put(SettingKey.ISSUER.named("dev"), DevHome.ISSUER);
        made.put(SettingKey.AUDIENCE.named("dev"), DevHome.AUDIENCE);
        made.put(SettingKey.KEY_SET.named("dev"), home.keySet().toString());
        if (Files.exists(home.authority())) {
            made.put(SettingKey.UPSTREAM_TRUST.named(), home.authority().toString());
        }
        return GatewayConfig.of(config.settings().under(made, "made by dev mode"), base);
    }
}
