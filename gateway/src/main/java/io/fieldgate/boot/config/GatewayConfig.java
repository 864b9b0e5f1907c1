package io.fieldgate.boot.config;

import static io.fieldgate.boot.config.SettingKey.*;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `gateway.yaml` read into types that cannot be wrong: single values by their [SettingKey], and what several of them
/// make together. Relative paths lie beside the configuration file's folder given to [#of].
/// Errors: [StartFailure] naming the key, its origin and what would be accepted.
public final class GatewayConfig {
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);
    private static final Duration REFRESH = Duration.ofMinutes(10);
    private static final Duration LEAST_REFRESH = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofHours(24);

    /// PEM files of one listener or client.
    public record Pem(Path certificate, Path key) {}

    public record Plane(Listen listen, Optional<Pem> pem) {}

    public record Provider(String name, String issuer, String audience, KeySet keys, Claims claims) {}

    /// Where a provider's tokens say who a caller is; empty where the standard name stands.
    public record Claims(
            Optional<String> role,
            Optional<String> org,
            Optional<String> purposes,
            Optional<String> staff,
            Optional<String> subject) {}

    /// Where a provider's keys are.
    public sealed interface KeySet {
        record InFile(Path file) implements KeySet {}

        /// @param trust PEM file of authorities, else the JDK's @param refresh how often it is read again
        /// @param keep how long keys are used that could not be read again
        record AtAddress(URI address, Optional<Path> trust, Duration refresh, Duration keep) implements KeySet {}
    }

    /// Where alarms go. @param trust PEM file of authorities, else the JDK's
    public record AlertsTo(URI address, Optional<Path> trust) {}

    /// @param ask role → address of its service
    /// @param pagesAt origins whose pages may call it from a browser
    public record AppSettings(
            String name, String path, Optional<String> host, URI upstream, Map<String, URI> ask, List<URI> pagesAt) {}

    private final Settings settings;
    private final Path base;

    private GatewayConfig(Settings settings, Path base) {
        this.settings = settings;
        this.base = base;
    }

    /// @param base folder against which relative paths are read
    public static GatewayConfig of(Settings settings, Path base) {
        return new GatewayConfig(settings, base);
    }

    /// Reads every value once, so that none turns out to be wrong when it is needed.
    /// @throws StartFailure naming the first that is
    public void check() {
        STANDARD.forEach(this::checkAll);
        data();
        plainData();
        admin();
        upstreamIdentity();
        providers();
        apps();
        if (!Files.isDirectory(get(POLICIES))) {
            throw wrong("the folder of the policy files", POLICIES);
        }
    }

    private void checkAll(SettingKey<?> key) {
        if (key.fallback().isEmpty()) {
            settings.matching(key).forEach(set -> key.read(set, base));
        } else {
            get(key);
        }
    }

    /// @param names the operator's, one for each `*` of the key
    public <T> T get(SettingKey<T> key, String... names) {
        return find(key, names)
                .orElseThrow(
                        () -> new StartFailure("`" + key.named(names) + "` is not set; write it in gateway.yaml."));
    }

    public <T> Optional<T> find(SettingKey<T> key, String... names) {
        return settings.find(key.named(names)).map(set -> key.read(set, base));
    }

    /// Whether nobody has set it.
    public boolean isDefault(SettingKey<?> key) {
        return settings.origin(key.pattern()).equals(Settings.DEFAULT);
    }

    public Settings settings() {
        return settings;
    }

    public boolean isDev() {
        return get(MODE).equals("dev");
    }

    public Path folder() {
        return get(FOLDER);
    }

    public Plane data() {
        return new Plane(get(DATA_LISTEN), pem(DATA_CERTIFICATE, DATA_KEY));
    }

    public Optional<Listen> plainData() {
        Optional<Listen> plain = find(PLAIN_LISTEN);
        if (plain.isPresent() && !plain.get().host().equals(data().listen().host())) {
            throw wrong("another port of the host of `data.listen`", PLAIN_LISTEN);
        }
        return plain;
    }

    public Plane admin() {
        return new Plane(get(ADMIN_LISTEN), pem(ADMIN_CERTIFICATE, ADMIN_KEY));
    }

    public Optional<Pem> upstreamIdentity() {
        return pem(UPSTREAM_CERTIFICATE, UPSTREAM_KEY);
    }

    private Optional<Pem> pem(SettingKey<Path> certificate, SettingKey<Path> key) {
        Optional<Path> chain = find(certificate);
        Optional<Path> secret = find(key);
        if (chain.isPresent() != secret.isPresent()) {
            throw new StartFailure(
                    "`" + certificate.pattern() + "` and `" + key.pattern() + "` go together; one of them is not set.");
        }
        return chain.map(file -> new Pem(file, secret.orElseThrow()));
    }

    public String custodian() {
        return find(CUSTODIAN).orElse("file:" + folder().resolve("keys").resolve("keyring"));
    }

    public String state() {
        return find(STATE).orElse("sqlite:" + folder().resolve("state").resolve("state.db"));
    }

    public Path audit() {
        return find(AUDIT_FOLDER).orElse(folder().resolve("audit"));
    }

    /// How long the warm-up may take; nothing surges at a dev gateway.
    public Duration warmUp() {
        return find(WARM_UP).orElse(isDev() ? Duration.ZERO : LONGEST_WARM_UP);
    }

    /// Destruction normally needs two clocks that agree; dev mode has one host.
    public boolean destroysOnOneClock() {
        return get(DESTROY_ON_ONE).equals("yes") || isDev();
    }

    public List<Provider> providers() {
        return settings.names("identity").stream()
                .map(name -> new Provider(name, get(ISSUER, name), get(AUDIENCE, name), keySet(name), claims(name)))
                .toList();
    }

    private Claims claims(String provider) {
        return new Claims(
                find(CLAIM_ROLE, provider),
                find(CLAIM_ORG, provider),
                find(CLAIM_PURPOSES, provider),
                find(CLAIM_STAFF, provider),
                find(CLAIM_SUBJECT, provider));
    }

    private KeySet keySet(String provider) {
        URI place = get(KEY_SET, provider);
        if ("file".equals(place.getScheme())) {
            return new KeySet.InFile(Path.of(place));
        }
        Duration refresh = find(KEY_SET_REFRESH, provider).orElse(REFRESH);
        Duration keep = find(KEY_SET_KEEP, provider).orElse(KEEP);
        if (refresh.compareTo(LEAST_REFRESH) < 0) {
            throw wrong("a period of `PT1M` at least", KEY_SET_REFRESH, provider);
        }
        if (keep.compareTo(refresh) < 0) {
            String other = KEY_SET_REFRESH.named(provider);
            throw wrong("a period not shorter than `" + other + "`", KEY_SET_KEEP, provider);
        }
        return new KeySet.AtAddress(place, find(KEY_SET_TRUST, provider), refresh, keep);
    }

    public Optional<AlertsTo> webhook() {
        return find(ALERTS_WEBHOOK).map(address -> new AlertsTo(address, find(ALERTS_WEBHOOK_TRUST)));
    }

    public Optional<AlertsTo> syslog() {
        return find(ALERTS_SYSLOG).map(address -> new AlertsTo(address, find(ALERTS_SYSLOG_TRUST)));
    }

    public List<AppSettings> apps() {
        List<AppSettings> apps = new ArrayList<>();
        for (String name : settings.names("apps")) {
            Map<String, URI> ask = new HashMap<>();
            settings.names("apps." + name + ".ask").forEach(role -> ask.put(role, get(APP_ASKS, name, role)));
            apps.add(new AppSettings(
                    name,
                    find(APP_PATH, name).orElse(name),
                    find(APP_HOST, name),
                    get(APP_UPSTREAM, name),
                    ask,
                    pagesAt(name)));
        }
        return apps;
    }

    private List<URI> pagesAt(String app) {
        List<URI> origins = find(APP_PAGES, app).orElse(List.of());
        if (!isDev() && origins.stream().anyMatch(Setting::isHttpOnLoopback)) {
            throw wrong("https:// origins; http:// on loopback is for dev mode only", APP_PAGES, app);
        }
        return origins;
    }

    private StartFailure wrong(String accepted, SettingKey<?> key, String... names) {
        return new StartFailure(shown(key, names) + " must be " + accepted + ".");
    }

    /// The key and where its value comes from, to begin a sentence about it.
    public String shown(SettingKey<?> key, String... names) {
        String name = key.named(names);
        return "`" + name + "` (" + settings.origin(name) + ")";
    }
}
