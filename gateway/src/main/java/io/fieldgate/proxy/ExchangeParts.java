package io.fieldgate.proxy;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.enforce.Minimizer;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.guard.Authenticator;
import io.fieldgate.guard.DualControl;
import io.fieldgate.guard.RateLimits;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.guard.SeenViews;
import io.fieldgate.lifecycle.Consents;
import io.fieldgate.lifecycle.DeletionObligations;
import io.fieldgate.lifecycle.Standings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.UnaryOperator;

/// What an exchange asks, made by the wiring and shared by all exchanges. Every part is safe for many threads.
public record ExchangeParts(Callers callers, Judges judges, Lives lives, Records records) {

    /// Who may, and how much.
    public record Callers(
            Authenticator identity, RateLimits rates, RevealMeter meter, SeenViews seen, DualControl acts) {}

    /// What becomes of fields.
    public record Judges(Minimizer minimizer, Revealer revealer) {}

    /// What is known about persons and records, and what time it is.
    public record Lives(Standings standings, Consents consents, DeletionObligations records, TrustedClock clock) {}

    /// Where exchanges leave their traces.
    /// @param digest tells equal values in memory, under a key that dies with the process
    public record Records(AuditLog log, EventIds ids, MeterRegistry metrics, UnaryOperator<byte[]> digest) {}
}
