package io.fieldgate.proxy;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.AuditSettings;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.crypto.SteppedClock;
import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.custodian.DevKeys;
import io.fieldgate.crypto.custodian.KeyCustodians;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.crypto.pki.Ed25519Key;
import io.fieldgate.enforce.Minimizer;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.guard.ConcurrencyLimiter;
import io.fieldgate.guard.DualControl;
import io.fieldgate.guard.RateLimits;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.guard.SeenViews;
import io.fieldgate.lifecycle.Consents;
import io.fieldgate.lifecycle.DeletionObligations;
import io.fieldgate.lifecycle.Eraser;
import io.fieldgate.lifecycle.Standings;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.proxy.http.Backend;
import io.fieldgate.proxy.http.EventLoop;
import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.FullStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The whole data plane in one process: real rooms, real sockets, the shipped policies, a scripted backend, a
/// clock that stands still and sources of chance that repeat.
public final class ProxyRig implements AutoCloseable {
    static final Instant START = Instant.parse("2020-02-20T02:00:00Z"); // 10:00 in Shanghai
    static final Path POLICIES = Path.of("..", "policies");

    public final SteppedClock clock = new SteppedClock(START);
    public final ScriptedBackend backend = new ScriptedBackend();
    final ScriptedBackend matcher = new ScriptedBackend();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Vertx vertx = Vertx.vertx();
    final FullStore state = new FullStore();
    final AuditLog log;
    final TenantKeys keys;
    final DeletionObligations records;
    final MountTable mountTable;
    final ExchangeParts parts;
    final ConcurrencyLimiter concurrencyLimiter;
    final GatewayServer server;
    final PolicySnapshot policies;
    private final Path keyring;

    ProxyRig(Path folder) {
        this(folder, settings());
    }

    public static ProxySettings settings() {
        return ProxySettings.of(new ProxySettings.Listener("127.0.0.1", 0, Optional.empty()))
                .withLoops(1);
    }

    public ProxyRig(Path folder, ProxySettings settings) {
        this(folder, settings, POLICIES);
    }

    ProxyRig(Path folder, ProxySettings settings, Path registers) {
        this(folder, settings, registers, List.of());
    }

    /// @param pages origins whose pages may call every app
    ProxyRig(Path folder, ProxySettings settings, Path registers, List<URI> pages) {
        try {
            keyring = Files.createDirectories(folder.resolve("keys")).resolve("keyring");
            Path wrapping = folder.resolve("wrapping.key");
            DevKeys.createWrappingKey(wrapping, new SeededSource(1));
            Ed25519Key signing = Ed25519Key.loadOrCreate(folder.resolve("log.key"), new SeededSource(2));
            AuditSettings audit = AuditSettings.of(
                            folder.resolve("audit"), "log.example/fieldgate/test/n1/g1", "n1", "0.1.0")
                    .withSegmentBytes(1 << 20)
                    .withAppendDeadline(Duration.ofSeconds(10));
            log = AuditLog.open(
                    audit,
                    new LogSigner(signing.publicKey(), signing::sign),
                    state,
                    clock,
                    new SeededSource(3),
                    metrics,
                    () -> {});
            var custodian = KeyCustodians.open("file:" + keyring, wrapping, state, clock, new SeededSource(4));
            keys = TenantKeys.open(
                    new Tenant("city-1", 1, ZoneId.of("Asia/Shanghai")),
                    state,
                    custodian,
                    clock,
                    _ -> {},
                    new SeededSource(5),
                    metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        policies = PolicyFiles.load(registers, START, Lints.STANDARD);
        mountTable = sites(pages);
        EventIds ids = new EventIds(clock, new SeededSource(6));
        records = DeletionObligations.open(state, clock);
        Eraser eraser = Eraser.open(state, log, records, ids);
        Consents consents = Consents.open(eraser, log, clock, ids);
        parts = new ExchangeParts(
                new ExchangeParts.Callers(
                        new KnownCallers(),
                        RateLimits.open(state, clock),
                        RevealMeter.open(log, state),
                        SeenViews.open(state),
                        DualControl.open(state, log, ids)),
                new ExchangeParts.Judges(new Minimizer(), new Revealer()),
                new ExchangeParts.Lives(Standings.open(consents, clock), consents, records, clock),
                new ExchangeParts.Records(log, ids, metrics, TenantKeys.equalityDigest(new SeededSource(7))));
        concurrencyLimiter = ConcurrencyLimiter.open(64, 64);
        server = new GatewayServer(vertx, settings, mountTable, concurrencyLimiter, parts);
        server.start();
    }

    private MountTable sites(List<URI> pages) {
        List<MountedApp> open = new ArrayList<>();
        Backend app = new Backend(backend.address(), Optional.empty(), Optional.empty());
        Backend service = new Backend(matcher.address().resolve("/match"), Optional.empty(), Optional.empty());
        for (AppPolicy policy : new TreeMap<>(policies.apps()).values()) { // the order decides the numbers of scopes
            open.add(new MountedApp(
                    RegisterInForce.of(policy, keys),
                    MountedApp.Mount.prefix(policy.name()).pagesAt(pages),
                    app,
                    Map.of("face-matcher", service)));
        }
        return new MountTable(
                open,
                List.of(new MountTable.Closed(
                        "broken", MountedApp.Mount.prefix("broken").pagesAt(pages))));
    }

    /// The custodian loses its file: what the gate holds already still opens, nothing else does.
    void takeKeyring() {
        move(keyring, keyring.resolveSibling("taken"));
    }

    void bringKeyring() {
        move(keyring.resolveSibling("taken"), keyring);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient.Got send(String request) {
        return RawClient.once(server.port(), request);
    }

    /// A request with a JSON body.
    public RawClient.Got json(String caller, String method, String target, String body) {
        int length = body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        String entity = body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
        return send(method + " " + target + " HTTP/1.1\r\nHost: gate\r\n" + bearer(caller) + entity + "\r\n" + body);
    }

    static String bearer(String caller) {
        return caller.isEmpty() ? "" : "Authorization: Bearer " + caller + "\r\n";
    }

    /// The leaves of the log so far, but its own.
    public List<String> leaves() {
        log.settled(Duration.ofSeconds(10));
        List<String> leaves = new ArrayList<>();
        log.reader().forEach(0, log.reader().size(), leaf -> {
            leaves.add(new String(leaf.bytes(), java.nio.charset.StandardCharsets.UTF_8));
            return true;
        });
        return leaves;
    }

    @Override
    public void close() {
        server.close(Duration.ofSeconds(1));
        log.close();
        keys.close();
        EventLoop.settled(vertx.close());
        backend.close();
        matcher.close();
    }
}
