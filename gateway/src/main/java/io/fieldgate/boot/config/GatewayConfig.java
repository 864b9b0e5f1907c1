package io.fieldgate.boot.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `gateway.yaml` read into types that cannot be wrong. Relative paths lie beside the configuration file's
/// folder given to [#of].
/// Errors: [StartFailure] naming the key, its origin and what would be accepted.
public final class GatewayConfig {

    /// @param port 0 = any free port
    public record Listen(String host, int port) {
        public boolean isLoopback() {
            return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1") || host.equals("[::1]");
        }
    }

    /// PEM files of one listener or client.
    public record Pem(Path certificate, Path key) {}

    public record Plane(Listen listen, Optional<Pem> pem) {}

    public record TenantSettings(String name, int slot, ZoneId zone) {}

    public record Provider(String name, String issuer, String audience, KeySet keys) {}

    /// Where a provider's keys are.
    public sealed interface KeySet {
        record InFile(Path file) implements KeySet {}

        /// @param trust PEM file of authorities, else the JDK's @param refresh how often it is read again
        /// @param keep how long keys are used that could not be read again
        record AtAddress(URI address, Optional<Path> trust, Duration refresh, Duration keep) implements KeySet {}
    }

    /// @param ask role → address of its service
    public record AppSettings(String name, String path, Optional<String> host, URI upstream, Map<String, URI> ask) {}

    private static final Duration WARM_UP = Duration.ofSeconds(20);
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
        isDev();
        data();
        admin();
        plainData();
        tenant();
        auditSegmentBytes();
        List.of("data.drain", "audit.pace", "audit.deadline", "upstream.timeout")
                .forEach(this::duration);
        List.of("limits.exchanges", "limits.per-app").forEach(this::room);
        destroysOnOneClock();
        upstreamIdentity();
        providers();
        apps();
        if (!policies().toFile().isDirectory()) {
            throw wrong("policies", "the folder of the policy files");
        }
    }

    public boolean isDev() {
        return switch (settings.get("mode")) {
            case "dev" -> true;
            case "production" -> false;
            default -> throw wrong("mode", "`production` or `dev`");
        };
    }

    public Settings settings() {
        return settings;
    }

    public String node() {
        return settings.get("node");
    }

    public String operatorDomain() {
        return settings.get("operator-domain");
    }

    public Path folder() {
        return path("folder").orElseThrow();
    }

    public Path policies() {
        return path("policies").orElseThrow();
    }

    public Plane data() {
        return plane("data");
    }

    public Optional<Listen> plainData() {
        Optional<Listen> plain = settings.find("data.plain-listen").map(text -> listen("data.plain-listen", text));
        if (plain.isPresent() && !plain.get().host().equals(data().listen().host())) {
            throw wrong("data.plain-listen", "another port of the host of `data.listen`");
        }
        return plain;
    }

    public Plane admin() {
        return plane("admin");
    }

    public TenantSettings tenant() {
        int slot = number("tenant.slot", 1, 255);
        if (!settings.get("tenant.suite").equals("intl")) {
            throw wrong("tenant.suite", "`intl`; `sm` is not enforced by this version");
        }
        try {
            return new TenantSettings(settings.get("tenant.name"), slot, ZoneId.of(settings.get("tenant.zone")));
        } catch (DateTimeException unknown) {
            throw wrong("tenant.zone", "a zone such as `Asia/Shanghai`");
        }
    }

    public String custodian() {
        return settings.find("custodian.uri")
                .orElse("file:" + folder().resolve("keys").resolve("keyring"));
    }

    public Optional<Path> wrappingKey() {
        return path("custodian.wrapping-key");
    }

    public String state() {
        return settings.find("state.uri")
                .orElse("sqlite:" + folder().resolve("state").resolve("state.db"));
    }

    public Path audit() {
        return path("audit.folder").orElse(folder().resolve("audit"));
    }

    public long auditSegmentBytes() {
        return bytes("audit.segment");
    }

    /// How long the warm-up may take; nothing surges at a dev gateway.
    public Duration warmUp() {
        if (settings.find("warm-up").isPresent()) {
            return duration("warm-up");
        }
        return isDev() ? Duration.ZERO : WARM_UP;
    }

    public Duration duration(String key) {
        try {
            Duration read = Duration.parse(settings.get(key));
            if (read.isNegative()) {
                throw wrong(key, "a period such as `PT10S`, not below 0");
            }
            return read;
        } catch (DateTimeException notOne) {
            throw wrong(key, "a period such as `PT10S`");
        }
    }

    /// How many exchanges may run at once.
    public int room(String key) {
        return number(key, 1, 1_000_000);
    }

    private int number(String key, int least, int most) {
        String text = settings.get(key);
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw wrong(key, "a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    /// Destruction normally needs two clocks that agree; dev mode has one host.
    public boolean destroysOnOneClock() {
        return switch (settings.get("clock.destroy-on-one")) {
            case "yes" -> true;
            case "no" -> isDev();
            default -> throw wrong("clock.destroy-on-one", "`yes` or `no`");
        };
    }

    public Optional<Path> upstreamTrust() {
        return path("upstream.trust");
    }

    public Optional<Pem> upstreamIdentity() {
        return pem("upstream");
    }

    public List<Provider> providers() {
        List<Provider> providers = new ArrayList<>();
        for (String name : settings.names("identity")) {
            String prefix = "identity." + name + ".";
            providers.add(new Provider(
                    name, settings.get(prefix + "issuer"), settings.get(prefix + "audience"), keySet(prefix)));
        }
        return providers;
    }

    private KeySet keySet(String prefix) {
        String key = prefix + "jwks";
        String text = settings.get(key);
        if (text.startsWith("http://")) {
            throw wrong(key, "a file or an https:// address; whoever sits on an http:// one decides who is known");
        }
        if (!text.startsWith("https:")) {
            return new KeySet.InFile(base.resolve(text).normalize());
        }
        Duration refresh =
                settings.find(prefix + "refresh").isPresent() ? duration(prefix + "refresh") : Duration.ofMinutes(10);
        Duration keep = settings.find(prefix + "keep").isPresent() ? duration(prefix + "keep") : Duration.ofHours(24);
        if (refresh.compareTo(Duration.ofMinutes(1)) < 0) {
            throw wrong(prefix + "refresh", "a period of `PT1M` at least");
        }
        if (keep.compareTo(refresh) < 0) {
            throw wrong(prefix + "keep", "a period not shorter than `" + prefix + "refresh`");
        }
        return new KeySet.AtAddress(https(key), path(prefix + "trust"), refresh, keep);
    }

    public List<AppSettings> apps() {
        List<AppSettings> apps = new ArrayList<>();
        for (String name : settings.names("apps")) {
            String prefix = "apps." + name + ".";
            Map<String, URI> ask = new HashMap<>();
            for (String role : settings.names("apps." + name + ".ask")) {
                ask.put(role, https(prefix + "ask." + role));
            }
            apps.add(new AppSettings(
                    name,
                    settings.find(prefix + "path").orElse(name),
                    settings.find(prefix + "host"),
                    https(prefix + "upstream"),
                    ask));
        }
        return apps;
    }

    /// Governed apps are reached over TLS only (rule FG-OPS-02): an `http://` address is refused here, where
    /// addresses live.
    private URI https(String key) {
        String text = settings.get(key);
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw wrong(key, "an address such as `https://127.0.0.1:7443`");
        }
        if ("http".equals(uri.getScheme())) {
            throw new StartFailure("FG-OPS-02: `" + key + "` (" + settings.origin(key)
                    + ") is an http:// address; personal fields go to an app over https:// only.");
        }
        if (!"https".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null) {
            throw wrong(key, "an address such as `https://127.0.0.1:7443`, without user, query or fragment");
        }
        return uri;
    }

    private Plane plane(String name) {
        return new Plane(listen(name + ".listen", settings.get(name + ".listen")), pem(name));
    }

    private Optional<Pem> pem(String prefix) {
        Optional<Path> certificate = path(prefix + ".certificate");
        Optional<Path> key = path(prefix + ".key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new StartFailure(
                    "`" + prefix + ".certificate` and `" + prefix + ".key` go together; one of them is not set.");
        }
        return certificate.map(file -> new Pem(file, key.orElseThrow()));
    }

    private Listen listen(String key, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        boolean digits = colon > 0
                && !port.isEmpty()
                && port.length() <= 5
                && port.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(port) > 65_535) {
            throw wrong(key, "an address such as `127.0.0.1:8443`");
        }
        return new Listen(text.substring(0, colon), Integer.parseInt(port));
    }

    private Optional<Path> path(String key) {
        return settings.find(key).map(text -> base.resolve(text).normalize());
    }

    private long bytes(String key) {
        String text = settings.get(key);
        long unit = text.endsWith("MB") ? 1_048_576 : text.endsWith("KB") ? 1_024 : 0;
        String digits = text.substring(0, Math.max(0, text.length() - 2));
        if (unit == 0
                || digits.isEmpty()
                || digits.length() > 6
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong(key, "a size such as `64MB` or `512KB`");
        }
        return Long.parseLong(digits) * unit;
    }

    private StartFailure wrong(String key, String accepted) {
        return new StartFailure("`" + key + "` (" + settings.origin(key) + ") must be " + accepted + ".");
    }
}
