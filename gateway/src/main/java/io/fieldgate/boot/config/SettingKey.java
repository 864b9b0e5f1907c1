package io.fieldgate.boot.config;

import io.fieldgate.policy.source.NearMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every key `gateway.yaml` may hold. `*` stands for a name the operator chooses. A new key is one line in
/// [#STANDARD].
/// @param fallback the default; empty text = no default
public record SettingKey(String pattern, String fallback, String meaning) {

    public static final List<SettingKey> STANDARD = List.of(
            new SettingKey(
                    "mode",
                    "production",
                    "`production`, or `dev`: loopback only, throw-away keys, a clock that can be moved"),
            new SettingKey("node", "n1", "name of this node in the audit log"),
            new SettingKey("operator-domain", "localhost", "domain in the origin of the audit log"),
            new SettingKey("folder", ".fieldgate", "where state, keyring, audit log and made-up credentials lie"),
            new SettingKey("policies", "policies", "folder of the policy files"),
            new SettingKey("data.listen", "127.0.0.1:8443", "address of the data plane"),
            new SettingKey("data.certificate", "", "PEM chain of the data plane; in dev mode one is made"),
            new SettingKey("data.key", "", "PEM private key of the data plane"),
            new SettingKey("data.plain-listen", "", "optional plain-HTTP address that only tells callers to use HTTPS"),
            new SettingKey("data.drain", "PT10S", "how long running exchanges may take to finish at shutdown"),
            new SettingKey(
                    "warm-up",
                    "",
                    "longest time of replaying made-up exchanges at start, before `/readyz` answers 200; default: `PT20S`, in dev mode `PT0S` (none)"),
            new SettingKey("admin.listen", "127.0.0.1:9443", "address of the admin plane"),
            new SettingKey("admin.certificate", "", "PEM chain of the admin plane; in dev mode one is made"),
            new SettingKey("admin.key", "", "PEM private key of the admin plane"),
            new SettingKey("tenant.name", "city-1", "key domain, bound into every sealed value"),
            new SettingKey("tenant.slot", "1", "number of the key domain in tokens, 1..255, never reused"),
            new SettingKey("tenant.zone", "Asia/Shanghai", "time zone of the expiry grid"),
            new SettingKey("tenant.suite", "intl", "algorithm suite of new values"),
            new SettingKey("custodian.uri", "", "key custodian, `file:PATH`; default: in the folder"),
            new SettingKey("custodian.wrapping-key", "", "file with the key that wraps a file keyring"),
            new SettingKey("state.uri", "", "state store, `sqlite:PATH`; default: in the folder"),
            new SettingKey("audit.folder", "", "audit log; default: in the folder"),
            new SettingKey("audit.segment", "64MB", "size of one write-ahead segment"),
            new SettingKey(
                    "audit.pace", "PT0.002S", "least time between two fsyncs of the audit log while leaves queue up"),
            new SettingKey(
                    "audit.deadline", "PT0.5S", "how long an exchange waits for its evidence before it is refused"),
            new SettingKey(
                    "clock.destroy-on-one",
                    "no",
                    "`yes` lets keys be destroyed on this host's clock alone; `no` waits for a second source, which this version does not have yet (dev mode is always `yes`)"),
            new SettingKey("limits.exchanges", "2000", "exchanges at once, all apps together"),
            new SettingKey("limits.per-app", "1000", "exchanges at once, one app"),
            new SettingKey(
                    "upstream.trust",
                    "",
                    "PEM file of authorities trusted for apps and asked services; empty = the JDK's"),
            new SettingKey("upstream.certificate", "", "PEM chain this gateway shows to apps"),
            new SettingKey("upstream.key", "", "PEM private key of that chain"),
            new SettingKey("upstream.timeout", "PT10S", "how long an app may take to answer"),
            new SettingKey("identity.*.issuer", "", "`iss` of accepted tokens"),
            new SettingKey("identity.*.audience", "", "`aud` of accepted tokens"),
            new SettingKey("identity.*.jwks", "", "the issuer's keys (JWKS): a file, or an https address"),
            new SettingKey(
                    "identity.*.trust", "", "PEM file of authorities trusted for that address; empty = the JDK's"),
            new SettingKey(
                    "identity.*.refresh",
                    "",
                    "how often keys at an address are read again, `PT1M` at least; default: `PT10M`"),
            new SettingKey(
                    "identity.*.keep",
                    "",
                    "how long keys from an address are used while it cannot be read; after that no token is taken; default: `PT24H`"),
            new SettingKey("apps.*.path", "", "first path segment of the app; default: its name"),
            new SettingKey("apps.*.host", "", "host name instead of a path segment"),
            new SettingKey("apps.*.upstream", "", "https address of the app"),
            new SettingKey("apps.*.ask.*", "", "https address of the service of a role that is asked"));

    public boolean isOpen() {
        return pattern.indexOf('*') >= 0;
    }

    boolean matches(String key) {
        String[] mine = pattern.split("\\.", -1);
        String[] theirs = key.split("\\.", -1);
        if (mine.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            if (!mine[i].equals("*") && !mine[i].equals(theirs[i])) {
                return false;
            }
        }
        return true;
    }

    /// `FIELDGATE_DATA_LISTEN` for `data.listen`; keys with a chosen name have none.
    public String environmentName() {
        return "FIELDGATE_" + pattern.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// Ends the sentence that a key is no setting, with the known one that is near.
    static String meant(String key) {
        List<String> known = STANDARD.stream().map(SettingKey::pattern).toList();
        return NearMatch.of(key, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse(".");
    }

    public static Optional<SettingKey> of(String key) {
        return STANDARD.stream().filter(known -> known.matches(key)).findFirst();
    }
}
