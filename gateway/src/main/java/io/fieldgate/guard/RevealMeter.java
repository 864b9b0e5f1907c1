package io.fieldgate.guard;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import java.time.Instant;
import java.util.Set;

/// Distinct persons each caller has seen today under one reveal block. Reserved before anything is opened; looking again is free.
/// Rebuilt at boot from that day's `reveal` leaves; counting too many is the safe side.
/// Thread rule: safe for many threads; never blocks.
public final class RevealMeter {

    public enum Grant {
        FULL,
        MASK,
        REFUSED
    }

    public Grant reserve(AppPolicy app, RevealRule rule, Caller caller, Set<SubjectRef> persons, Instant now) {
        throw new IllegalStateException("not built");
    }
}
