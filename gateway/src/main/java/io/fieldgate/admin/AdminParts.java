package io.fieldgate.admin;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.document.Value;
import io.fieldgate.guard.Authenticator;
import io.fieldgate.guard.DualControl;
import io.fieldgate.lifecycle.ClockQuorum;
import io.fieldgate.lifecycle.DeclaredEvents;
import io.fieldgate.lifecycle.Eraser;
import io.fieldgate.lifecycle.SubjectLookup;
import io.fieldgate.lifecycle.Sweeper;
import io.fieldgate.policy.PolicySnapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// The rooms the admin plane works with, and what it is told of those it may not name.
/// @param mode `dev` or `production` @param trail finds the leaves of one person
public record AdminParts(
        String node,
        String mode,
        ClockQuorum clock,
        EventIds ids,
        AuditLog log,
        Sweeper sweeper,
        Eraser eraser,
        DeclaredEvents events,
        SubjectLookup trail,
        Authenticator identity,
        DualControl acts,
        PolicySnapshot policies,
        Watch watch) {

    /// @param metrics the Prometheus text @param status what `/api/v1/status` adds (apps, figures)
    /// @param doctor what `/api/v1/doctor` answers
    public record Watch(
            List<Readiness> readiness, Supplier<String> metrics, Supplier<Value> status, Supplier<Value> doctor) {
        public Watch {
            readiness = List.copyOf(readiness);
        }
    }

    /// The gate's time.
    Instant now() {
        return clock.latest();
    }
}
