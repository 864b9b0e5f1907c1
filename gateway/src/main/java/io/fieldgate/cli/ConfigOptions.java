package io.fieldgate.cli;

import io.fieldgate.boot.DevHome;
import io.fieldgate.boot.config.ConfigFile;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.Setting;
import io.fieldgate.boot.config.Settings;
import io.fieldgate.boot.config.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// Options of every verb that reads `gateway.yaml`.
final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "configuration file (default: gateway.yaml; without it, defaults alone)")
    Path file = Path.of("gateway.yaml");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "overrides one setting; may be repeated (`fieldgate config --keys` lists them)")
    Map<String, String> flags = new LinkedHashMap<>();

    Settings settings() {
        return settings(Map.of());
    }

    /// @param base values below the flags but above file and environment, such as `mode` of `fieldgate dev`
    Settings settings(Map<String, String> base) {
        Map<String, String> all = new LinkedHashMap<>(base);
        all.putAll(flags);
        boolean chosen = !file.equals(Path.of("gateway.yaml"));
        if (!Files.exists(file) && chosen) {
            throw new StartFailure("`" + file + "` does not exist; name a configuration file with --config.");
        }
        List<Setting> read = Files.exists(file) ? ConfigFile.read(file) : List.of();
        return Settings.of(read, System.getenv(), all);
    }

    GatewayConfig config() {
        return config(Map.of());
    }

    GatewayConfig config(Map<String, String> base) {
        return GatewayConfig.of(settings(base), folder());
    }

    DevHome devHome() {
        return DevHome.of(config(Map.of("mode", "dev")), folder());
    }

    /// Relative paths of the configuration are read against the file's folder.
    Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }
}
