package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.Listen;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.enforce.Minimizer;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.lifecycle.BackendErasure;
import io.fieldgate.proxy.ErasureCalls;
import io.fieldgate.proxy.ExchangeParts;
import io.fieldgate.proxy.GatewayServer;
import io.fieldgate.proxy.MountTable;
import io.fieldgate.proxy.http.ProxySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/// The data plane, wired.
final class DataPlane {
    private DataPlane() {}

    static GatewayServer open(
            Vertx vertx,
            GatewayConfig config,
            MountTable mountTable,
            NodeServices base,
            GuardServices guards,
            LifecycleServices life,
            MeterRegistry metrics) {
        ExchangeParts parts = parts(base, guards, life, metrics);
        return new GatewayServer(vertx, settings(config), mountTable, guards.admission(), parts);
    }

    /// The gateway's own calls to apps: deleting what no key can end.
    static BackendErasure erasures(Vertx vertx, GatewayConfig config, MountTable mountTable, NodeServices base) {
        return new ErasureCalls(vertx, settings(config), mountTable, base.ids());
    }

    private static ExchangeParts parts(
            NodeServices base, GuardServices guards, LifecycleServices life, MeterRegistry metrics) {
        return new ExchangeParts(
                new ExchangeParts.Callers(
                        guards.identity(), guards.rates(), guards.meter(), guards.seen(), guards.acts()),
                new ExchangeParts.Judges(new Minimizer(), new Revealer()),
                new ExchangeParts.Lives(life.standings(), life.consents(), life.records(), base.clock()),
                new ExchangeParts.Records(
                        base.log(), base.ids(), metrics, TenantKeys.equalityDigest(new SecureRandom())));
    }

    private static ProxySettings settings(GatewayConfig config) {
        Listen listen = config.data().listen();
        Optional<ProxySettings.KeyPair> tls =
                config.data().pem().map(pem -> new ProxySettings.KeyPair(pem.certificate(), pem.key()));
        ProxySettings settings = ProxySettings.of(new ProxySettings.Listener(listen.host(), listen.port(), tls));
        Duration patience = config.get(SettingKey.UPSTREAM_TIMEOUT);
        ProxySettings.Waits waits = settings.waits();
        settings = settings.withWaits(new ProxySettings.Waits(
                waits.head(), waits.body(), waits.idle(), waits.connect(), patience, waits.permitRetry()));
        Optional<Listen> plain = config.plainData();
        return plain.isPresent() ? settings.withPlainPort(plain.get().port()) : settings;
    }
}
