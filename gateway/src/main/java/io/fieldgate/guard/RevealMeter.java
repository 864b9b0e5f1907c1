package io.fieldgate.guard;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Distinct persons each caller has seen today under one reveal block, and records of which no person can be told.
/// Reserved before anything is opened; looking again is free.
/// Rebuilt at boot from that day's `reveal` leaves; counting too many is the safe side.
/// The day is that of the app's zone. Thread rule: safe for many threads; never blocks.
public final class RevealMeter {

    public enum Grant {
        FULL,
        MASK,
        REFUSED
    }

    private record Block(String app, String caller, String org, String role, String purpose, LocalDate day) {}

    /// What one caller has seen in one block. Guarded by its own lock.
    private static final class Seen {
        private final Set<Object> counted = new HashSet<>();
        private int before; // of this day that an earlier process showed, unnamed in the log
        private boolean told;
    }

    private static final long DAY_SECONDS = 86_400;

    private final AuditLog log;
    private final Map<Block, Seen> blocks = new ConcurrentHashMap<>();
    private volatile LocalDate newest = LocalDate.EPOCH; // racing writers only forget old days later

    private RevealMeter(AuditLog log) {
        this.log = log;
    }

    /// @param log gets an `alert` leaf the first time a caller passes a limit on a day
    public static RevealMeter open(AuditLog log) {
        return new RevealMeter(log);
    }

    /// @param counted what one answer shows: persons, and records nobody is known of, equal where seen again
    /// @return [Grant#FULL] reserves them; the other two reserve nobody
    public Grant reserve(AppPolicy app, RevealRule rule, Caller caller, Set<?> counted, Instant now) {
        if (rule.atMost().isEmpty()) {
            return Grant.FULL;
        }
        int bound = rule.atMost().getAsInt();
        Block block = block(app, caller.id(), caller.org(), rule.role().name(), rule.purpose(), now);
        Seen seen = blocks.computeIfAbsent(block, absent -> new Seen());
        boolean tell;
        synchronized (seen) {
            long fresh = counted.stream()
                    .filter(each -> !seen.counted.contains(each))
                    .count();
            if (fresh == 0 || seen.before + seen.counted.size() + fresh <= bound) {
                seen.counted.addAll(counted);
                return Grant.FULL;
            }
            tell = !seen.told;
            seen.told = true;
        }
        if (tell) {
            log.note(
                    new GovernanceEvent.Alert("at-most", app.name(), Actors.of(caller), bound, DAY_SECONDS, List.of()));
        }
        return switch (rule.beyond()) {
            case REFUSE -> Grant.REFUSED;
            case MASK -> Grant.MASK;
        };
    }

    /// Counts what earlier processes showed today, from the leaves of the log. @param apps by name
    public void restore(LogReader log, Map<String, AppPolicy> apps, Instant now) {
        log.forEach(log.firstAt(now.minusSeconds(DAY_SECONDS)), log.size(), leaf -> {
            AppPolicy app = apps.get(leaf.text("app"));
            if (app != null && leaf.is(LeafKind.REVEAL)) {
                restore(app, leaf, now);
            }
            return true;
        });
    }

    private void restore(AppPolicy app, Leaf leaf, Instant now) {
        Instant at = Instant.EPOCH.plus(leaf.micros(), ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, app.duties().zone());
        if (LocalDate.ofInstant(at, app.duties().zone()).equals(today)) {
            Actor actor =
                    new Actor(leaf.text("actor", "id"), leaf.text("actor", "org"), leaf.text("actor", "role"), "");
            restore(
                    app,
                    actor,
                    leaf.text("purpose"),
                    at,
                    Math.toIntExact(Math.max(0, leaf.number("n_subj")) + Math.max(0, leaf.number("n_rec"))));
        }
    }

    /// Counts a `reveal` leaf of an earlier process.
    /// @param at the leaf's time; leaves of other days than the newest one are forgotten at the first reservation
    /// @param distinct the leaf's `n_subj` and `n_rec`
    public void restore(AppPolicy app, Actor actor, String purpose, Instant at, int distinct) {
        if (actor.id().isEmpty() || distinct == 0) {
            return;
        }
        Block block = block(app, actor.id(), actor.org(), actor.role(), purpose, at);
        Seen seen = blocks.computeIfAbsent(block, absent -> new Seen());
        synchronized (seen) {
            seen.before += distinct;
        }
    }

    private Block block(AppPolicy app, String caller, String org, String role, String purpose, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, app.duties().zone());
        if (day.isAfter(newest)) {
            newest = day;
            LocalDate kept = day.minusDays(1); // zones differ by up to a day
            blocks.keySet().removeIf(old -> old.day().isBefore(kept));
        }
        return new Block(app.name(), caller, org, role, purpose, day);
    }
}
