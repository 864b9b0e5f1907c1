package io.fieldgate.admin;

import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.document.Value;
import io.fieldgate.guard.Authenticator;
import io.fieldgate.lifecycle.DeclaredEvents;
import io.fieldgate.lifecycle.Eraser;
import io.fieldgate.lifecycle.SubjectLookup;
import io.fieldgate.lifecycle.Sweeper;
import io.fieldgate.policy.PolicySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the admin plane works with, made by the wiring.
public record AdminParts(Node node, Watch watch, Rooms rooms, Authenticator identity, PolicySnapshot policies) {

    /// @param mode `dev` or `production` @param now the gate's time @param advance moves a dev gateway's clock,
    /// with its leaf @param traces makes the id of each answer
    public record Node(
            String name,
            String mode,
            Supplier<Instant> now,
            Optional<Consumer<Duration>> advance,
            Supplier<String> traces) {}

    /// @param metrics the Prometheus text @param status what `/api/v1/status` adds (apps, figures)
    /// @param doctor what `/api/v1/doctor` answers
    public record Watch(
            List<Readiness> readiness, Supplier<String> metrics, Supplier<Value> status, Supplier<Value> doctor) {
        public Watch {
            readiness = List.copyOf(readiness);
        }
    }

    /// @param trail finds the leaves of one person
    public record Rooms(AuditLog log, Sweeper sweeper, Eraser eraser, DeclaredEvents events, SubjectLookup trail) {}
}
