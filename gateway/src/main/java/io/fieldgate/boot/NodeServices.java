package io.fieldgate.boot;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.AuditSettings;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.crypto.custodian.KeyCustodians;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.crypto.pki.Ed25519Key;
import io.fieldgate.lifecycle.ClockQuorum;
import io.fieldgate.lifecycle.DevClock;
import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.StateStore;
import io.fieldgate.state.StateStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What everything else stands on: state, clocks, custodian, log, keys, in the order they must open. Closes in
/// reverse.
/// Errors: [StartFailure] with the cause an operator understands.
record NodeServices(
        StateStore state,
        ClockQuorum clock,
        AuditLog log,
        UnaryOperator<byte[]> logSignature,
        TenantKeys keys,
        KeyCustodian custodian,
        EventIds ids)
        implements AutoCloseable {
    private static final String CLUSTER = "main";
    private static final int DEV_SEGMENT = 4 << 20; // 4 MiB

    /// @param fatal called when the log's disk failed: the process must end with exit code 3
    static NodeServices open(GatewayConfig config, MeterRegistry metrics, Runnable fatal) {
        List<AutoCloseable> opened = new ArrayList<>();
        boolean whole = false;
        try {
            NodeServices nodeServices = open(config, metrics, fatal, opened);
            whole = true;
            return nodeServices;
        } catch (StateUnavailable state) {
            throw new StartFailure(
                    "The state store (" + config.state() + ") cannot be used: " + state.getMessage(), state);
        } catch (LogDamaged damaged) {
            throw new StartFailure(
                    "The audit log in " + config.audit() + " is not the one that was signed: " + damaged.getMessage(),
                    damaged);
        } catch (AuditUnavailable log) {
            throw new StartFailure("The audit log in " + config.audit() + " cannot be used: " + log.getMessage(), log);
        } catch (KeysUnavailable keys) {
            throw new StartFailure(
                    "The key custodian (" + config.custodian() + ") cannot be used: " + keys.getMessage(), keys);
        } catch (IOException folder) {
            throw new StartFailure(
                    config.shown(SettingKey.FOLDER) + ": " + config.folder()
                            + " cannot be used; it must be a folder in which the gateway's user may write.",
                    folder);
        } finally {
            if (!whole) {
                closeAll(opened);
            }
        }
    }

    private static NodeServices open(
            GatewayConfig config, MeterRegistry metrics, Runnable fatal, List<AutoCloseable> opened)
            throws IOException {
        PrivateFolders.create(config.folder());
        SecureRandom random = new SecureRandom();
        if (config.state().startsWith("sqlite:")) {
            PrivateFolders.create(parent(Path.of(config.state().substring("sqlite:".length()))));
        }
        StateStore state = named(SettingKey.STATE, config, () -> StateStores.open(config.state()));
        opened.add(state);
        Optional<DevClock> dev = config.isDev() ? Optional.of(DevClock.open(state)) : Optional.empty();
        InstantSource source = dev.<InstantSource>map(moved -> moved).orElseGet(Clock::systemUTC);
        ClockQuorum clock = dev.map(moved -> ClockQuorum.dev(moved, state))
                .orElseGet(() -> ClockQuorum.open(
                        List.of(new ClockQuorum.Source("os", source)),
                        config.destroysOnOneClock() ? ClockQuorum.Needed.ONE_SOURCE : ClockQuorum.Needed.TWO_SOURCES,
                        state));
        opened.add(clock);
        Path keyFolder = config.folder().resolve("keys");
        PrivateFolders.create(keyFolder);
        Path wrapping = config.find(SettingKey.WRAPPING_KEY)
                .orElseThrow(() -> new StartFailure(
                        "`custodian.wrapping-key` is not set; a file keyring needs the file of its wrapping key."));
        KeyCustodian custodian = named(
                SettingKey.CUSTODIAN,
                config,
                () -> KeyCustodians.open(config.custodian(), wrapping, state, source, random));
        opened.add(custodian);
        StartRules.custodian(config, custodian);
        Ed25519Key signing = Ed25519Key.loadOrCreate(keyFolder.resolve("log.key"), random);
        AuditLog log = AuditLog.open(
                audit(config),
                new LogSigner(signing.publicKey(), signing::sign),
                state,
                clock::latest,
                random,
                metrics,
                fatal);
        opened.add(log);
        Files.writeString(config.folder().resolve(Release.TRUST_FILE), "log " + log.vkey() + "\nquorum none\n");
        Tenant tenant = new Tenant(
                config.get(SettingKey.TENANT_NAME),
                config.get(SettingKey.TENANT_SLOT),
                config.get(SettingKey.TENANT_ZONE));
        TenantKeys keys = TenantKeys.open(
                tenant, state, custodian, clock, born -> log.append(birth(tenant, born)), random, metrics);
        opened.add(keys);
        return new NodeServices(state, clock, log, signing::sign, keys, custodian, new EventIds(clock::latest, random));
    }

    /// What a setting names must be of a kind there is.
    private static <T> T named(SettingKey<?> key, GatewayConfig config, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (IllegalArgumentException unknown) {
            throw new StartFailure(config.shown(key) + ": " + unknown.getMessage(), unknown);
        }
    }

    private static AuditSettings audit(GatewayConfig config) {
        String node = config.get(SettingKey.NODE);
        String origin = config.get(SettingKey.OPERATOR_DOMAIN) + "/fieldgate/" + CLUSTER + "/" + node + "/g1";
        AuditSettings settings = AuditSettings.of(config.audit().resolve(node), origin, node, Release.VERSION)
                .withAppendDeadline(config.get(SettingKey.AUDIT_DEADLINE))
                .withPace(config.get(SettingKey.AUDIT_PACE));
        boolean small = config.isDev() && config.isDefault(SettingKey.AUDIT_SEGMENT);
        return settings.withSegmentBytes(small ? DEV_SEGMENT : Math.toIntExact(config.get(SettingKey.AUDIT_SEGMENT)));
    }

    /// The leaf that must be durable before a key is used (ruling: a key nobody knows of is never LIVE).
    private static AuditEvent birth(Tenant tenant, KeyRow row) {
        return new RetentionEvent.KeyCreate(
                new KeyObject(kind(row.id().kind()), tenant.name(), row.name()), row.commitment(), row.canary(), "");
    }

    private static String kind(KeyId.Kind kind) {
        return switch (kind) {
            case BUCKET -> "bucket";
            case CAMPAIGN_END, EVENT_END -> "end";
            case SALT_EPOCH -> "epoch";
        };
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    /// Why the custodian cannot be used now, if so.
    Optional<String> keysCause() {
        try {
            return custodian.list(keys.tenant().slot()) instanceof KeyCustodian.Answer.Unavailable<?>(String why)
                    ? Optional.of(why)
                    : Optional.empty();
        } catch (KeysUnavailable cause) {
            return Optional.of(String.valueOf(cause.getMessage()));
        }
    }

    /// Why the state cannot be used now, if so.
    Optional<String> stateCause() {
        try {
            state.get(Namespace.CLOCK, new byte[] {0});
            return Optional.empty();
        } catch (StateUnavailable cause) {
            return Optional.of(String.valueOf(cause.getMessage()));
        }
    }

    @Override
    public void close() {
        closeAll(List.of(state, clock, custodian, log, keys));
    }

    /// Closes the newest first; a part that fails does not keep the others open.
    static void closeAll(List<AutoCloseable> parts) {
        for (AutoCloseable part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception failed) {
                // Closing goes on: each part is safe to lose at any moment, and the next start recovers it.
                org.slf4j.LoggerFactory.getLogger(NodeServices.class)
                        .atWarn()
                        .addKeyValue("error", failed.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                        .log("A part did not close cleanly.");
            }
        }
    }
}
