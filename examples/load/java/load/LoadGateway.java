package load;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.AuditSettings;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.custodian.DevKeys;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.crypto.custodian.KeyCustodians;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.crypto.pki.Ed25519Key;
import io.fieldgate.enforce.Minimizer;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.guard.Authenticator;
import io.fieldgate.guard.ConcurrencyLimiter;
import io.fieldgate.guard.DualControl;
import io.fieldgate.guard.RateLimits;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.guard.SeenViews;
import io.fieldgate.lifecycle.ClockQuorum;
import io.fieldgate.lifecycle.Consents;
import io.fieldgate.lifecycle.DeletionObligations;
import io.fieldgate.lifecycle.Eraser;
import io.fieldgate.lifecycle.Standings;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.proxy.ExchangeParts;
import io.fieldgate.proxy.GatewayServer;
import io.fieldgate.proxy.LoadSettings;
import io.fieldgate.proxy.MountTable;
import io.fieldgate.proxy.MountedApp;
import io.fieldgate.proxy.http.Backend;
import io.fieldgate.state.StateStore;
import io.fieldgate.state.StateStores;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The gateway's data plane with the parts the product has, on one event loop, for the load rig: the same
/// exchange, real policy, keys, log and state on the disk. What differs from the product: it may listen and
/// call its app without TLS.
/// java [-Dcert=PEM -Dkey=PEM] [-Dpace=PT0S] [-Drowless=true] load.LoadGateway PORT UPSTREAM_PORT FOLDER POLICIES APP
public final class LoadGateway {

    private static final Instant START = Instant.parse("2020-02-20T02:00:00Z");

    private LoadGateway() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        String scheme = System.getProperty("cert") == null ? "http" : "https";
        URI app = URI.create(scheme + "://localhost:" + args[1]);
        Path folder = Files.createDirectories(Path.of(args[2]));
        serve(port, app, folder, Path.of(args[3]), args[4]);
        System.out.println("ready");
    }

    private static void serve(int port, URI app, Path folder, Path policies, String name) throws IOException {
        var random = new SecureRandom();
        Duration ago = Duration.between(START, Instant.now());
        InstantSource clock = () -> Instant.now().minus(ago);
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        StateStore state = StateStores.open("sqlite:" + folder.resolve("state.db"));
        ClockQuorum time =
                ClockQuorum.open(List.of(new ClockQuorum.Source("load", clock)), ClockQuorum.Needed.ONE_SOURCE, state);
        Path wrapping = folder.resolve("wrapping.key");
        DevKeys.createWrappingKey(wrapping, random);
        KeyCustodian custodian =
                KeyCustodians.open("file:" + folder.resolve("keyring"), wrapping, state, clock, random);
        AuditLog log = log(folder, state, time, random, metrics);
        var tenant = new Tenant("load", 1, ZoneId.of("Asia/Shanghai"));
        TenantKeys keys = TenantKeys.open(
                tenant,
                state,
                custodian,
                time,
                born -> log.append(new RetentionEvent.KeyCreate(
                        new KeyObject("bucket", tenant.name(), born.name()), born.commitment(), born.canary(), "")),
                random,
                metrics);
        var ids = new EventIds(time::latest, random);

        DeletionObligations records =
                DeletionObligations.open(Boolean.getBoolean("rowless") ? new NoRows() : state, time);
        Consents consents = Consents.open(Eraser.open(state, log, records, ids), log, time, ids);
        Authenticator nobody = (authorization, purpose) -> new Authenticator.Identified.Anonymous();
        var parts = new ExchangeParts(
                new ExchangeParts.Callers(
                        nobody,
                        RateLimits.open(state, time),
                        RevealMeter.open(log, state),
                        SeenViews.open(state),
                        DualControl.open(state, log, ids)),
                new ExchangeParts.Judges(new Minimizer(), new Revealer()),
                new ExchangeParts.Lives(Standings.open(consents, time), consents, records, time),
                new ExchangeParts.Records(
                        log, ids, metrics, TenantKeys.equalityDigest(new java.security.SecureRandom())));

        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        new GatewayServer(
                        vertx,
                        LoadSettings.proxy(port),
                        sites(policies, name, time, keys, app),
                        ConcurrencyLimiter.open(2000, 2000),
                        parts)
                .start();
    }

    private static MountTable sites(Path policies, String name, ClockQuorum time, TenantKeys keys, URI app) {
        PolicySnapshot snapshot = PolicyFiles.load(policies, time.latest(), Lints.STANDARD);
        snapshot.diagnostics().stream().filter(Diagnostic::blocks).forEach(System.out::println);
        AppPolicy policy = snapshot.app(name).orElseThrow();
        Optional<Path> trust = Optional.ofNullable(System.getProperty("cert")).map(Path::of);
        var site = new MountedApp(
                RegisterInForce.of(policy, keys),
                MountedApp.Mount.prefix(name),
                new Backend(app, trust, Optional.empty()),
                Map.of());
        return new MountTable(List.of(site), List.of());
    }

    private static AuditLog log(
            Path folder, StateStore state, ClockQuorum time, SecureRandom random, PrometheusMeterRegistry metrics) {
        Ed25519Key key = Ed25519Key.loadOrCreate(folder.resolve("log.key"), random);
        var signer = new LogSigner(key.publicKey(), key::sign);
        AuditSettings settings = AuditSettings.of(
                        folder.resolve("audit"), "localhost/fieldgate/load/n1/g1", "n1", "load")
                .withPace(Duration.parse(System.getProperty("pace", "PT0.002S")))
                .withAppendDeadline(Duration.ofSeconds(2));
        return AuditLog.open(settings, signer, state, time::latest, random, metrics, () -> {
            System.out.println("the disk failed");
            Runtime.getRuntime().halt(3);
        });
    }
}
