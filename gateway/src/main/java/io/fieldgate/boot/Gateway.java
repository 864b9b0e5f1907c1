package io.fieldgate.boot;

import io.fieldgate.admin.AdminServer;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.Settings;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.proxy.GatewayServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running gateway: all wiring by constructors, readable as the list of what exists. Boot order: state, keys
/// and log, what the last run left open, policies, listeners, calls to apps. Also how `examples` starts one.
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    static final int DISK_FAILED = 3;
    private static final long NAMES_MILLIS = 60_000; // undeclared names of bodies stay in the parser's table no longer

    private final GatewayConfig config;
    private final Optional<DevHome> dev;
    private final Vertx vertx;
    private final NodeServices nodeServices;
    private final LifecycleServices life;
    private final AlertServices alerts;
    private final GatewayServer data;
    private final AdminServer admin;
    private final WarmUp warmUp;
    private boolean closed; // guarded by this

    private Gateway(
            GatewayConfig config,
            Optional<DevHome> dev,
            Vertx vertx,
            NodeServices nodeServices,
            LifecycleServices life,
            AlertServices alerts,
            GatewayServer data,
            AdminServer admin,
            WarmUp warmUp) {
        this.config = config;
        this.dev = dev;
        this.vertx = vertx;
        this.nodeServices = nodeServices;
        this.life = life;
        this.alerts = alerts;
        this.data = data;
        this.admin = admin;
        this.warmUp = warmUp;
    }

    /// A dev gateway.
    /// @param base folder with `policies/` and `keys-dev/`, against which relative paths are read
    /// @param settings keys of `gateway.yaml`; `fieldgate config --keys` lists them
    /// @param talk gets the lines a person at a terminal reads
    public static Gateway dev(Path base, Map<String, String> settings, Consumer<String> talk) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("mode", "dev");
        return start(GatewayConfig.of(Settings.of(List.of(), Map.of(), all), base), base, talk);
    }

    /// A gateway nobody talks to: it says nothing, and a disk that fails it does not end the process.
    static Gateway rehearsing(Path base, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("mode", "dev");
        GatewayConfig config = GatewayConfig.of(Settings.of(List.of(), Map.of(), all), base);
        return start(config, base, _ -> {}, () -> {});
    }

    /// @throws StartFailure with one sentence an operator can act on
    public static Gateway start(GatewayConfig given, Path base, Consumer<String> talk) {
        return start(given, base, talk, Gateway::diskFailed);
    }

    private static Gateway start(GatewayConfig given, Path base, Consumer<String> talk, Runnable diskFailed) {
        long begun = System.nanoTime();
        given.check();
        StartRules.listeners(given);
        if (given.isDev()) {
            DevMode.check(given);
        } else {
            StartRules.production(given);
        }
        Optional<DevHome> dev = given.isDev() ? Optional.of(DevHome.of(given, base)) : Optional.empty();
        GatewayConfig config =
                dev.map(home -> DevMode.complete(given, home, base)).orElse(given);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        NodeServices nodeServices = NodeServices.open(config, metrics, diskFailed);
        List<AutoCloseable> opened = new ArrayList<>(List.of(nodeServices));
        boolean whole = false;
        try {
            dev.ifPresent(DevHome::prepare);
            StartRules.identities(config, Instant.now());
            Vertx vertx = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
            opened.add(() -> vertx.close().await());
            LifecycleServices life = LifecycleServices.open(nodeServices, config, metrics);
            opened.add(life);
            life.recoverBeforePolicies();
            PolicySnapshot policies = PolicyFiles.load(
                    config.get(SettingKey.POLICIES), nodeServices.clock().latest(), Lints.STANDARD);
            PolicyLoading.record(policies, nodeServices.log());
            MountPlan plan = MountPlan.of(config, policies, nodeServices.keys());
            GuardServices guards = GuardServices.open(vertx, config, policies, nodeServices);
            GatewayServer data = DataPlane.open(vertx, config, plan.sites(), nodeServices, guards, life, metrics);
            opened.add(data);
            WarmUp warmUp = new WarmUp(config.warmUp(), config.folder());
            AlertServices alerts = AlertServices.open(vertx, config, nodeServices, metrics);
            opened.add(alerts);
            AdminServer admin = AdminPlane.open(
                    vertx, config, policies, plan, nodeServices, guards, life, alerts, data, warmUp::cause, metrics);
            opened.add(admin);
            Gateway gateway = new Gateway(config, dev, vertx, nodeServices, life, alerts, data, admin, warmUp);
            Duration took = gateway.listen(begun);
            life.serve(plan.served(), DataPlane.erasures(vertx, config, plan.sites(), nodeServices));
            Instant now = gateway.clock().instant();
            Banner.lines(config, plan, now, gateway.data(), gateway.admin(), took)
                    .forEach(talk);
            warmUp.begin(talk);
            whole = true;
            return gateway;
        } finally {
            if (!whole) { // in the order of a clean end: nobody listens when the log is signed and the state let go
                NodeServices.closeAll(opened);
            }
        }
    }

    private Duration listen(long begun) {
        ListenerStart.start("data", config, data::start);
        ListenerStart.start("admin", config, admin::start);
        dev.ifPresent(home -> home.announce(data(), admin()));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        vertx.setPeriodic(NAMES_MILLIS, timer -> BodyFormats.forgetNames());
        LOG.atInfo()
                .addKeyValue("node", config.get(SettingKey.NODE))
                .addKeyValue("took", took.toMillis())
                .log("listening");
        return took;
    }

    /// A failed write or fsync of the log: nothing may be acknowledged any more, and retrying could lie. A
    /// supervisor restarts.
    private static void diskFailed() {
        LOG.atError().log("The audit log's disk failed; the process ends.");
        Runtime.getRuntime().halt(DISK_FAILED);
    }

    public URI data() {
        return URI.create("https://" + config.data().listen().host() + ":" + data.port());
    }

    public URI admin() {
        return URI.create("https://" + config.admin().listen().host() + ":" + admin.port());
    }

    /// The time by which values live and die here.
    public InstantSource clock() {
        return nodeServices.clock()::latest;
    }

    /// Moves the dev clock and destroys what died on the way.
    public void advance(Duration by) {
        life.sweeper().advance(by);
    }

    /// A token of the dev identity provider.
    public String token(TokenRequest request) {
        return dev.orElseThrow(Gateway::notDev).token(request);
    }

    private static IllegalStateException notDev() {
        return new IllegalStateException("Only a gateway in dev mode has this.");
    }

    AdminServer adminPlane() {
        return admin;
    }

    /// Turns unready, finishes what runs within `data.drain`, signs the log, closes everything. Closing twice
    /// is harmless.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        warmUp.stop();
        int cut = data.close(config.get(SettingKey.DRAIN));
        admin.close();
        life.close();
        alerts.close();
        nodeServices.close();
        dev.ifPresent(DevHome::withdraw);
        warmUp.close();
        vertx.close().await();
        LOG.atInfo()
                .addKeyValue("node", config.get(SettingKey.NODE))
                .addKeyValue("count", cut)
                .log("stopped");
    }
}
