package io.fieldgate.cli;

import io.fieldgate.boot.config.SettingKey;
import java.util.List;

/// The keys of `gateway.yaml` for tests of the pages.
public final class DocumentedKeys {
    public record Key(String name, String meaning) {}

    private DocumentedKeys() {}

    public static List<Key> all() {
        return SettingKey.STANDARD.stream()
                .map(key -> new Key(key.pattern(), key.meaning()))
                .toList();
    }

    public static boolean isOne(String name) {
        return SettingKey.of(name).isPresent();
    }
}
