package io.fieldgate.boot.config;

import io.fieldgate.policy.source.NearMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The effective configuration: file < `FIELDGATE_*` < flags, each value with its origin. Immutable.
public final class Settings {
    static final String DEFAULT = "default"; // the origin of a value nobody has set

    /// What the launcher, the verbs and `dev` read from the environment beside settings.
    private static final Set<String> LAUNCHER =
            Set.of("FIELDGATE_JAVA_HOME", "FIELDGATE_JAVA_OPTS", "FIELDGATE_AOT", "FIELDGATE_SCHED", "FIELDGATE_TOKEN");

    /// What Kubernetes sets in every container beside a service of the name `fieldgate`.
    private static final Pattern SERVICE_LINK =
            Pattern.compile("FIELDGATE_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_[A-Z0-9_]+)?)");

    private final Map<String, Setting> values;

    private Settings(Map<String, Setting> values) {
        this.values = values;
    }

    /// @param file scalars of `gateway.yaml` by dotted key, with their places
    /// @param flags `--set key=value`
    public static Settings of(List<Setting> file, Map<String, String> environment, Map<String, String> flags) {
        Map<String, Setting> values = new TreeMap<>();
        for (SettingKey<?> key : SettingKey.STANDARD) {
            if (!key.isOpen() && !key.fallback().isEmpty()) {
                values.put(key.pattern(), new Setting(key.pattern(), key.fallback(), DEFAULT));
            }
        }
        file.forEach(setting -> values.put(setting.key(), setting));
        for (SettingKey<?> key : SettingKey.STANDARD) {
            String value = key.isOpen() ? null : environment.get(key.environmentName());
            if (value != null) {
                values.put(key.pattern(), new Setting(key.pattern(), value, "env " + key.environmentName()));
            }
        }
        environment.keySet().forEach(name -> refuseUnknown(name, environment));
        flags.forEach((key, value) -> {
            if (SettingKey.of(key).isEmpty()) {
                throw StartFailure.usage("`" + key + "` is no setting" + SettingKey.meant(key)
                        + " `fieldgate config --keys` lists them all.");
            }
            values.put(key, new Setting(key, value, "flag --set " + key));
        });
        return new Settings(values);
    }

    private static void refuseUnknown(String name, Map<String, String> environment) {
        boolean cluster = environment.containsKey("FIELDGATE_SERVICE_HOST")
                && SERVICE_LINK.matcher(name).matches();
        boolean ours = name.startsWith(SettingKey.ENVIRONMENT) && !LAUNCHER.contains(name) && !cluster;
        List<String> known = SettingKey.STANDARD.stream()
                .filter(key -> !key.isOpen())
                .map(SettingKey::environmentName)
                .toList();
        if (ours && !known.contains(name)) {
            throw new StartFailure("The environment sets `" + name + "`, which is no setting"
                    + NearMatch.of(name, known)
                            .map(near -> "; did you mean `" + near + "`?")
                            .orElse(".")
                    + " `fieldgate config --keys` lists them all.");
        }
    }

    /// These settings with others where nothing was set.
    public Settings under(Map<String, String> more, String origin) {
        Map<String, Setting> all = new TreeMap<>(values);
        more.forEach((key, value) -> all.putIfAbsent(key, new Setting(key, value, origin)));
        return new Settings(all);
    }

    public List<Setting> all() {
        return new ArrayList<>(values.values());
    }

    /// What was set, but for an empty text, which sets nothing.
    Optional<Setting> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(set -> !set.value().isEmpty());
    }

    /// What was set under a key with chosen names.
    List<Setting> matching(SettingKey<?> key) {
        return values.values().stream()
                .filter(set -> key.matches(set.key()) && !set.value().isEmpty())
                .toList();
    }

    /// Where a value comes from, for messages.
    public String origin(String key) {
        Setting setting = values.get(key);
        return setting == null ? "not set" : setting.origin();
    }

    /// The chosen names below a prefix: `apps` → the apps.
    List<String> names(String prefix) {
        return values.keySet().stream()
                .filter(key -> key.startsWith(prefix + "."))
                .map(key -> key.substring(prefix.length() + 1).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }
}
