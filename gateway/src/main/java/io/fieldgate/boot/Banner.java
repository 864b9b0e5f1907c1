package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a person at the terminal reads when the gateway listens.
final class Banner {
    private Banner() {}

    /// @param now the gate's time
    static List<String> lines(GatewayConfig config, MountPlan plan, Instant now, URI data, URI admin, Duration took) {
        List<String> lines = new ArrayList<>();
        if (config.isDev()) {
            ZoneId zone = config.get(SettingKey.TENANT_ZONE);
            String clock = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    now.atZone(zone).withNano(0));
            lines.add("DEV MODE  loopback only, keys everybody has, one clock; never for real data");
            lines.add("clock     " + clock
                    + ", where the shipped policies live; `gateway/bin/fieldgate dev clock advance PT24H` moves it");
        }
        lines.add("data      " + data);
        lines.add("admin     " + admin);
        lines.add("state     " + config.folder());
        plan.served().keySet().stream().sorted().forEach(app -> lines.add("policy    " + app + " in force"));
        String asOf = config.isDev() ? " --now " + now : "";
        plan.closed()
                .forEach(app -> lines.add(
                        "CLOSED    " + app + "; `gateway/bin/fieldgate policy check" + asOf + "` says where"));
        lines.add(String.format(Locale.ROOT, "listening after %d ms", took.toMillis()));
        return lines;
    }
}
