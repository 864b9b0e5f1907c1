package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.Setting;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.document.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the effective configuration, each value with its origin.",
            "No setting holds a secret: keys and tokens lie in files that settings name."
        },
        footer = {"", "Example:", "  fieldgate config --config gateway.yaml"})
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    ConfigOptions config = new ConfigOptions();

    @Mixin
    Output output = new Output();

    @Option(names = "--keys", description = "lists every key there is, with its meaning and environment variable")
    boolean keys;

    @Override
    public Integer call() {
        List<Object> rows = new ArrayList<>();
        if (keys) {
            for (SettingKey<?> key : SettingKey.STANDARD) {
                rows.add(Json.object(
                        "key",
                        key.pattern(),
                        "default",
                        key.fallback(),
                        "environment",
                        key.isOpen() ? "" : key.environmentName(),
                        "meaning",
                        key.meaning()));
            }
        } else {
            for (Setting setting : config.settings().all()) {
                rows.add(Json.object("key", setting.key(), "value", setting.value(), "origin", setting.origin()));
            }
        }
        output.print(Json.list(rows), (console, list) -> Tables.table(console, Json.items(list)));
        return Exit.FINE;
    }
}
