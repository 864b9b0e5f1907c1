package io.fieldgate.boot;

import io.fieldgate.admin.AdminParts;
import io.fieldgate.admin.AdminServer;
import io.fieldgate.admin.AdminSettings;
import io.fieldgate.admin.Readiness;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.Listen;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.lifecycle.SubjectLookup;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.proxy.GatewayServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The admin plane, wired.
final class AdminPlane {
    private AdminPlane() {}

    static AdminServer open(
            Vertx vertx,
            GatewayConfig config,
            PolicySnapshot policies,
            MountPlan plan,
            NodeServices base,
            GuardServices guards,
            LifecycleServices life,
            AlertServices alerts,
            GatewayServer data,
            Supplier<Optional<String>> coldness,
            PrometheusMeterRegistry metrics) {
        Listen listen = config.admin().listen();
        GatewayConfig.Pem pem = config.admin().pem().orElseThrow();
        AdminParts parts = new AdminParts(
                config.get(SettingKey.NODE),
                config.get(SettingKey.MODE),
                base.clock(),
                base.ids(),
                base.log(),
                life.sweeper(),
                life.eraser(),
                life.events(),
                new SubjectLookup(base.keys(), policies, base.ids()),
                guards.identity(),
                guards.acts(),
                policies,
                new AdminParts.Watch(
                        readiness(base, data, guards, alerts, coldness),
                        metrics::scrape,
                        () -> status(policies, plan),
                        () -> DoctorReport.of(config, policies, plan, base, life, guards, alerts)));
        return new AdminServer(
                vertx, AdminSettings.of(listen.host(), listen.port(), pem.certificate(), pem.key()), parts);
    }

    private static List<Readiness> readiness(
            NodeServices base,
            GatewayServer data,
            GuardServices guards,
            AlertServices alerts,
            Supplier<Optional<String>> coldness) {
        return List.of(
                Readiness.vital(
                        "data plane",
                        () -> data.isAccepting() ? Optional.empty() : Optional.of("It is starting or draining.")),
                Readiness.vital("warm-up", coldness),
                Readiness.vital("audit log", base.log()::unready),
                Readiness.vital("keys", base::keysCause),
                Readiness.vital("identity", guards.identity()::allUnready),
                Readiness.partial("identity", guards.identity()::someUnready),
                Readiness.partial("alerts", alerts::silence),
                Readiness.vital("state", base::stateCause),
                Readiness.vital("clock", () -> clocks(base.clock())));
    }

    private static Optional<String> clocks(TrustedClock clock) {
        return clock.agrees()
                ? Optional.empty()
                : Optional.of("The clocks are more than five minutes apart; collecting and destroying wait.");
    }

    private static Value status(PolicySnapshot policies, MountPlan plan) {
        List<Object> apps = new java.util.ArrayList<>();
        plan.sites()
                .open()
                .forEach(site -> apps.add(Json.object(
                        "app",
                        site.name(),
                        "state",
                        "in force",
                        "policy",
                        site.policy().head().digest())));
        plan.closed().forEach(closed -> apps.add(Json.object("app", closed, "state", "closed", "policy", "")));
        return Json.object("apps", apps, "policies", policies.digest());
    }
}
