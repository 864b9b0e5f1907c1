package io.fieldgate.boot.config;

import io.fieldgate.policy.source.NearMatch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A key `gateway.yaml` may hold and the type of its value. `*` stands for a name the operator chooses.
/// A new key is one constant here: reading, checking, `fieldgate config --keys` and the page follow from it.
/// @param fallback the default; empty text = no default
/// @param reader makes the value of what was set; relative paths lie in the folder it is given
/// @param isList whether the file may write it as a list
public record SettingKey<T>(
        String pattern, String fallback, String meaning, BiFunction<Setting, Path, T> reader, boolean isList) {
    static final String ENVIRONMENT = "FIELDGATE_"; // how names of the environment begin
    private static final int MOST = 1_000_000; // exchanges at once
    private static final List<SettingKey<?>> DECLARED = new ArrayList<>(); // grows while this class is set up

    /// Every constant below, in its order.
    public static final List<SettingKey<?>> STANDARD = Collections.unmodifiableList(DECLARED);

    public static final SettingKey<String> MODE = key(
            "mode",
            "production",
            "`production`, or `dev`: loopback only, throw-away keys, a clock that can be moved",
            set -> set.oneOf("production", "dev"));
    public static final SettingKey<String> NODE = text("node", "n1", "name of this node in the audit log");
    public static final SettingKey<String> OPERATOR_DOMAIN =
            text("operator-domain", "localhost", "domain in the origin of the audit log");
    public static final SettingKey<Path> FOLDER =
            path("folder", ".fieldgate", "where state, keyring, audit log and made-up credentials lie");
    public static final SettingKey<Path> POLICIES = path("policies", "policies", "folder of the policy files");
    public static final SettingKey<Listen> DATA_LISTEN =
            key("data.listen", "127.0.0.1:8443", "address of the data plane", Setting::listen);
    public static final SettingKey<Path> DATA_CERTIFICATE =
            path("data.certificate", "", "PEM chain of the data plane; in dev mode one is made");
    public static final SettingKey<Path> DATA_KEY = path("data.key", "", "PEM private key of the data plane");
    public static final SettingKey<Listen> PLAIN_LISTEN = key(
            "data.plain-listen",
            "",
            "optional plain-HTTP address that only tells callers to use HTTPS",
            Setting::listen);
    public static final SettingKey<Duration> DRAIN =
            period("data.drain", "PT10S", "how long running exchanges may take to finish at shutdown");
    public static final SettingKey<Duration> WARM_UP = period(
            "warm-up",
            "",
            "longest time of replaying made-up exchanges at start, before `/readyz` answers 200; default: `PT20S`, in dev mode `PT0S` (none)");
    public static final SettingKey<Listen> ADMIN_LISTEN =
            key("admin.listen", "127.0.0.1:9443", "address of the admin plane", Setting::listen);
    public static final SettingKey<Path> ADMIN_CERTIFICATE =
            path("admin.certificate", "", "PEM chain of the admin plane; in dev mode one is made");
    public static final SettingKey<Path> ADMIN_KEY = path("admin.key", "", "PEM private key of the admin plane");
    public static final SettingKey<String> TENANT_NAME =
            text("tenant.name", "city-1", "key domain, bound into every sealed value");
    public static final SettingKey<Integer> TENANT_SLOT =
            key("tenant.slot", "1", "number of the key domain in tokens, 1..255, never reused", set -> set.number(255));
    public static final SettingKey<ZoneId> TENANT_ZONE =
            key("tenant.zone", "Asia/Shanghai", "time zone of the expiry grid", Setting::zone);
    public static final SettingKey<String> TENANT_SUITE =
            key("tenant.suite", "intl", "algorithm suite of new values", Setting::suite);
    public static final SettingKey<String> CUSTODIAN =
            text("custodian.uri", "", "key custodian, `file:PATH`; default: in the folder");
    public static final SettingKey<Path> WRAPPING_KEY =
            path("custodian.wrapping-key", "", "file with the key that wraps a file keyring");
    public static final SettingKey<String> STATE =
            text("state.uri", "", "state store, `sqlite:PATH`; default: in the folder");
    public static final SettingKey<Path> AUDIT_FOLDER = path("audit.folder", "", "audit log; default: in the folder");
    public static final SettingKey<Long> AUDIT_SEGMENT =
            key("audit.segment", "64MB", "size of one write-ahead segment", Setting::bytes);
    public static final SettingKey<Duration> AUDIT_PACE =
            period("audit.pace", "PT0.002S", "least time between two fsyncs of the audit log while leaves queue up");
    public static final SettingKey<Duration> AUDIT_DEADLINE =
            period("audit.deadline", "PT0.5S", "how long an exchange waits for its evidence before it is refused");
    public static final SettingKey<String> DESTROY_ON_ONE = key(
            "clock.destroy-on-one",
            "no",
            "`yes` lets keys be destroyed on this host's clock alone; a production gateway does not start with `no`, for this version knows no second source (dev mode is always `yes`)",
            set -> set.oneOf("yes", "no"));
    public static final SettingKey<Integer> EXCHANGES =
            key("limits.exchanges", "2000", "exchanges at once, all apps together", set -> set.number(MOST));
    public static final SettingKey<Integer> EXCHANGES_PER_APP =
            key("limits.per-app", "1000", "exchanges at once, one app", set -> set.number(MOST));
    public static final SettingKey<Path> UPSTREAM_TRUST = path(
            "upstream.trust", "", "PEM file of authorities trusted for apps and asked services; empty = the JDK's");
    public static final SettingKey<Path> UPSTREAM_CERTIFICATE =
            path("upstream.certificate", "", "PEM chain this gateway shows to apps");
    public static final SettingKey<Path> UPSTREAM_KEY = path("upstream.key", "", "PEM private key of that chain");
    public static final SettingKey<Duration> UPSTREAM_TIMEOUT =
            period("upstream.timeout", "PT10S", "how long an app may take to answer");
    public static final SettingKey<String> ISSUER = text("identity.*.issuer", "", "`iss` of accepted tokens");
    public static final SettingKey<String> AUDIENCE = text("identity.*.audience", "", "`aud` of accepted tokens");
    public static final SettingKey<URI> KEY_SET =
            key("identity.*.jwks", "", "the issuer's keys (JWKS): a file, or an https address", Setting::keySet);
    public static final SettingKey<Path> KEY_SET_TRUST =
            path("identity.*.trust", "", "PEM file of authorities trusted for that address; empty = the JDK's");
    public static final SettingKey<Duration> KEY_SET_REFRESH = period(
            "identity.*.refresh", "", "how often keys at an address are read again, `PT1M` at least; default: `PT10M`");
    public static final SettingKey<Duration> KEY_SET_KEEP = period(
            "identity.*.keep",
            "",
            "how long keys from an address are used while it cannot be read; after that no token is taken; default: `PT24H`");
    public static final SettingKey<String> CLAIM_ROLE = claim("role", "role", "the role, or a list of roles");
    public static final SettingKey<String> CLAIM_ORG = claim("org", "org", "the organisation of staff");
    public static final SettingKey<String> CLAIM_PURPOSES =
            claim("purposes", "purposes", "a purpose, or a list of them");
    public static final SettingKey<String> CLAIM_STAFF =
            claim("staff", "staff", "the staff id that stands in the log; never a personal number");
    public static final SettingKey<String> CLAIM_SUBJECT =
            claim("subject", "sub", "a citizen's own number, read for the role `subject` alone");
    public static final SettingKey<URI> ALERTS_WEBHOOK = key(
            "alerts.webhook.address",
            "",
            "https address that gets each alarm, signed with the log's key; empty = none",
            Setting::webhook);
    public static final SettingKey<Path> ALERTS_WEBHOOK_TRUST =
            path("alerts.webhook.trust", "", "PEM file of authorities trusted for that address; empty = the JDK's");
    public static final SettingKey<URI> ALERTS_SYSLOG = key(
            "alerts.syslog.address",
            "",
            "syslog that gets each alarm, `tls://HOST:PORT`, on this host also `tcp://127.0.0.1:PORT`; empty = none",
            Setting::syslog);
    public static final SettingKey<Path> ALERTS_SYSLOG_TRUST =
            path("alerts.syslog.trust", "", "PEM file of authorities trusted for that host; empty = the JDK's");
    public static final SettingKey<String> APP_PATH =
            text("apps.*.path", "", "first path segment of the app; default: its name");
    public static final SettingKey<String> APP_HOST = text("apps.*.host", "", "host name instead of a path segment");
    public static final SettingKey<URI> APP_UPSTREAM =
            key("apps.*.upstream", "", "https address of the app", Setting::https);
    public static final SettingKey<URI> APP_ASKS =
            key("apps.*.ask.*", "", "https address of the service of a role that is asked", Setting::https);
    public static final SettingKey<List<URI>> APP_PAGES = list(
            "apps.*.pages-at",
            "origins of web pages that may call the app from a browser: a list, or with `, ` between them",
            Setting::origins);

    private static SettingKey<String> text(String pattern, String fallback, String meaning) {
        return key(pattern, fallback, meaning, Setting::value);
    }

    private static SettingKey<String> claim(String name, String standard, String meaning) {
        return key(
                "identity.*.claims." + name,
                "",
                meaning + ": the claim's name, or a JSON pointer such as `/realm_access/roles`; default: `" + standard
                        + "`",
                Setting::claim);
    }

    private static SettingKey<Duration> period(String pattern, String fallback, String meaning) {
        return key(pattern, fallback, meaning, Setting::period);
    }

    private static SettingKey<Path> path(String pattern, String fallback, String meaning) {
        return key(pattern, fallback, meaning, Setting::path);
    }

    private static <T> SettingKey<T> key(String pattern, String fallback, String meaning, Function<Setting, T> read) {
        return key(pattern, fallback, meaning, (set, base) -> read.apply(set));
    }

    private static <T> SettingKey<T> key(
            String pattern, String fallback, String meaning, BiFunction<Setting, Path, T> read) {
        return declared(new SettingKey<>(pattern, fallback, meaning, read, false));
    }

    private static <T> SettingKey<List<T>> list(String pattern, String meaning, Function<Setting, List<T>> read) {
        return declared(new SettingKey<>(pattern, "", meaning, (set, _) -> read.apply(set), true));
    }

    private static <T> SettingKey<T> declared(SettingKey<T> key) {
        DECLARED.add(key);
        return key;
    }

    /// @param base folder against which relative paths are read
    T read(Setting set, Path base) {
        return reader.apply(set, base);
    }

    public boolean isOpen() {
        return pattern.indexOf('*') >= 0;
    }

    /// The key with the operator's names in it: `apps.*.path` of `shop` is `apps.shop.path`.
    public String named(String... names) {
        return pattern.replace("*", "%s").formatted((Object[]) names);
    }

    boolean matches(String key) {
        String[] mine = pattern.split("\\.", -1);
        String[] theirs = key.split("\\.", -1);
        return mine.length == theirs.length
                && IntStream.range(0, mine.length).allMatch(i -> mine[i].equals("*") || mine[i].equals(theirs[i]));
    }

    /// `FIELDGATE_DATA_LISTEN` for `data.listen`; keys with a chosen name have none.
    public String environmentName() {
        return ENVIRONMENT + pattern.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// Ends the sentence that a key is no setting, with the known one that is near.
    static String meant(String key) {
        List<String> known = STANDARD.stream().map(SettingKey::pattern).toList();
        return NearMatch.of(key, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse(".");
    }

    public static Optional<SettingKey<?>> of(String key) {
        return STANDARD.stream().filter(known -> known.matches(key)).findFirst();
    }
}
