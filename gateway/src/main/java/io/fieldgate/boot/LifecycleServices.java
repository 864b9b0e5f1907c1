package io.fieldgate.boot;

import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.lifecycle.BackendErasure;
import io.fieldgate.lifecycle.Consents;
import io.fieldgate.lifecycle.DeclaredEvents;
import io.fieldgate.lifecycle.DeletionObligations;
import io.fieldgate.lifecycle.Eraser;
import io.fieldgate.lifecycle.OpenIntents;
import io.fieldgate.lifecycle.ResumeAtBoot;
import io.fieldgate.lifecycle.Standings;
import io.fieldgate.lifecycle.SweepSettings;
import io.fieldgate.lifecycle.Sweeper;
import io.fieldgate.policy.RegisterInForce;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;

/// The room that judges time, wired: consents, records, erasure, sweeping, and what a restart must finish.
record LifecycleServices(
        Standings standings,
        Consents consents,
        DeletionObligations records,
        Eraser eraser,
        DeclaredEvents events,
        Sweeper sweeper,
        ResumeAtBoot recovery,
        AuditLog log)
        implements AutoCloseable {

    static LifecycleServices open(NodeServices base, GatewayConfig config, MeterRegistry metrics) {
        DeletionObligations records = DeletionObligations.open(base.state(), base.clock());
        Eraser eraser = Eraser.open(base.state(), base.log(), records, base.ids());
        Consents consents = Consents.open(eraser, base.log(), base.clock(), base.ids());
        DeclaredEvents events = DeclaredEvents.open(base.state(), base.log(), List.of(base.keys()));
        Sweeper sweeper = Sweeper.open(
                List.of(base.keys()),
                base.clock(),
                base.state(),
                base.log(),
                records,
                eraser,
                SweepSettings.of(config.get(SettingKey.NODE), Map.of("keyringCopies", "unknown")),
                metrics);
        ResumeAtBoot recovery = ResumeAtBoot.open(List.of(base.keys()), sweeper, eraser, consents, events, records);
        return new LifecycleServices(
                Standings.open(consents, base.clock()),
                consents,
                records,
                eraser,
                events,
                sweeper,
                recovery,
                base.log());
    }

    void recoverBeforePolicies() {
        recovery.beforePolicies(OpenIntents.from(log.recovered()));
    }

    /// From now on records are erased at the apps too, and the background sweeps run.
    void serve(Map<String, RegisterInForce> apps, BackendErasure erasure) {
        recovery.afterPolicies(OpenIntents.from(log.recovered()), apps);
        sweeper.serve(apps, erasure);
        sweeper.start();
    }

    @Override
    public void close() {
        sweeper.close();
    }
}
