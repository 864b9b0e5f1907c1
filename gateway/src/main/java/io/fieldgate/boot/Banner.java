package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a person at the terminal reads when the gateway listens.
final class Banner {
    private Banner() {}

    static List<String> lines(Gateway gateway, MountPlan plan, Duration took) {
        GatewayConfig config = gateway.config();
        List<String> lines = new ArrayList<>();
        if (config.isDev()) {
            ZoneId zone = config.get(SettingKey.TENANT_ZONE);
            String now = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    gateway.clock().instant().atZone(zone).withNano(0));
            lines.add("DEV MODE  loopback only, keys everybody has, one clock; never for real data");
            lines.add("clock     " + now
                    + ", where the shipped policies live; `gateway/bin/fieldgate dev clock advance PT24H` moves it");
        }
        lines.add("data      " + gateway.data());
        lines.add("admin     " + gateway.admin());
        lines.add("state     " + config.folder());
        plan.served().keySet().stream().sorted().forEach(app -> lines.add("policy    " + app + " in force"));
        String asOf = config.isDev() ? " --now " + gateway.clock().instant() : "";
        plan.closed()
                .forEach(app -> lines.add(
                        "CLOSED    " + app + "; `gateway/bin/fieldgate policy check" + asOf + "` says where"));
        lines.add(String.format(Locale.ROOT, "listening after %d ms", took.toMillis()));
        return lines;
    }
}
