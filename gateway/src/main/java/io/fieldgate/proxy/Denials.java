package io.fieldgate.proxy;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.AuditLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps a noisy client from filling the log: of each actor, route and rule the first twenty denials of a minute get a leaf each,
/// the rest one leaf with their count once the minute is over. Thread rule: safe for many threads; guarded by itself.
final class Denials {
    private static final int SINGLE = 20;
    private static final int MAX_KINDS = 10_000; // distinct kinds held back in one minute

    private final AuditLog log;
    private final InstantSource clock;
    private final Map<String, Tally> tallies = new HashMap<>();
    private long minute;

    private static final class Tally {
        private final AuditEvent.Deny last;
        private int seen;

        Tally(AuditEvent.Deny first) {
            this.last = first;
        }
    }

    Denials(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void note(AuditEvent.Deny deny) {
        List<AuditEvent.Deny> leaves = new ArrayList<>();
        synchronized (this) {
            leaves.addAll(turn(clock.instant().getEpochSecond() / 60));
            Tally tally = tallies.size() < MAX_KINDS ? tallies.computeIfAbsent(key(deny), _ -> new Tally(deny)) : new Tally(deny);
            tally.seen++;
            if (tally.seen <= SINGLE) {
                leaves.add(deny);
            }
        }
        leaves.forEach(log::note);
    }

    /// Writes what was held back if its minute is over; called now and then, and at the end.
    void flush() {
        List<AuditEvent.Deny> leaves;
        synchronized (this) {
            leaves = turn(clock.instant().getEpochSecond() / 60);
        }
        leaves.forEach(log::note);
    }

    void close() {
        List<AuditEvent.Deny> leaves;
        synchronized (this) {
            leaves = turn(minute + 1);
        }
        leaves.forEach(log::note);
    }

    private List<AuditEvent.Deny> turn(long now) {
        if (now == minute) {
            return List.of();
        }
        minute = now;
        List<AuditEvent.Deny> held = new ArrayList<>();
        for (Tally tally : tallies.values()) {
            if (tally.seen > SINGLE) {
                AuditEvent.Deny last = tally.last;
                held.add(new AuditEvent.Deny(last.access(), last.out(), last.rule(), tally.seen - SINGLE));
            }
        }
        tallies.clear();
        return held;
    }

    private static String key(AuditEvent.Deny deny) {
        var actor = deny.access().actor();
        return String.join("|", deny.access().app(), deny.access().route(), deny.out(), deny.rule(), actor.org(), actor.role(), actor.id());
    }
}
