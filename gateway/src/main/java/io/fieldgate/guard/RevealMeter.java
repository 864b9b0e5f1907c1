package io.fieldgate.guard;

import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LeafText;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.state.StateStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// How many persons a reader is shown, by two measures, both reserved before anything is opened; looking again is free.
///
/// `at-most` of a reveal block: distinct persons of the day in this app, and records of which no person can be told, of
/// one staff id in one organisation under all his roles and purposes; each block's own number bounds the sum. The day
/// is that of the app's zone. Rebuilt at boot from that day's `reveal` leaves; counting too many is the safe side.
///
/// The vocabulary's `meter`: the [LegalScale].
/// Thread rule: safe for many threads; blocks on the state.
public final class RevealMeter {

    public enum Grant {
        FULL,
        MASK,
        /// Over the block's `at-most`.
        OVER_BLOCK,
        /// Past the legal scale, or at its line where the vocabulary says `block`.
        OVER_SCALE,
        /// At the line of the legal scale where the vocabulary says `step-up`, and nobody has approved.
        STEP_UP
    }

    /// Name of a person, or of a record of nobody known, on the legal scale.
    public record Person(long high, long low) {
        static final int BYTES = 2 * Long.BYTES;

        @Override
        public String toString() {
            return "Person[redacted]";
        }
    }

    /// Points of each person an answer shows: as the block says, and past a limit. Whoever weighs nothing is missing.
    public record Weights(Map<Person, Integer> full, Map<Person, Integer> weakest) {
        public Weights {
            full = Map.copyOf(full);
            weakest = Map.copyOf(weakest);
        }

        @Override
        public String toString() {
            return "Weights[" + full.size() + " persons]";
        }
    }

    private record Block(String app, String caller, String org, LocalDate day) {}

    /// What one caller has seen in one app. Guarded by its own lock.
    private static final class Seen {
        private final Set<Object> counted = new HashSet<>();
        private int before; // of this day that an earlier process showed, unnamed in the log
        private boolean told;
    }

    private static final long DAY_SECONDS = 86_400;

    private final AuditLog log;
    private final LegalScale scale;
    private final Map<Block, Seen> blocks = new ConcurrentHashMap<>();
    private volatile LocalDate newest = LocalDate.EPOCH; // racing writers only forget old days later

    private RevealMeter(AuditLog log, StateStore state) {
        this.log = log;
        this.scale = new LegalScale(state);
    }

    /// @param log gets an `alert` leaf the first time a caller passes a limit on a day
    /// @param state holds what the legal scale has counted
    public static RevealMeter open(AuditLog log, StateStore state) {
        return new RevealMeter(log, state);
    }

    /// Counts one answer on the legal scale.
    /// @param granted whether somebody else has approved that this reader goes on past the line; asked only there
    public Grant weigh(AppPolicy app, Caller caller, Weights weights, BooleanSupplier granted, Instant now) {
        if (weights.full().isEmpty()) {
            return Grant.FULL;
        }
        LegalScale.Judgement judged = scale.count(app.limits().scale(), caller, weights, granted, now);
        judged.alarm().ifPresent(alarm -> log.note(alert(app, caller, alarm)));
        return switch (judged.verdict()) {
            case SHOW -> Grant.FULL;
            case MASK -> Grant.MASK;
            case STEP_UP -> Grant.STEP_UP;
            case BLOCK -> Grant.OVER_SCALE;
        };
    }

    private static GovernanceEvent.Alert alert(AppPolicy app, Caller caller, LegalScale.Alarm alarm) {
        String rule = "legal-scale" + (alarm.unit().isPresent() ? "-unit" : "") + (alarm.whole() ? "-whole" : "");
        return new GovernanceEvent.Alert(
                rule,
                app.name(),
                Actors.of(caller),
                alarm.unit().filter(LeafText::isId).orElse(""),
                alarm.points(),
                alarm.window().toSeconds(),
                List.of());
    }

    /// @param counted what one answer shows: persons, and records nobody is known of, equal where seen again
    /// @return [Grant#FULL] reserves them; the other two reserve nobody
    public Grant reserve(AppPolicy app, RevealRule rule, Caller caller, Set<?> counted, Instant now) {
        if (rule.atMost().isEmpty()) {
            return Grant.FULL;
        }
        int bound = rule.atMost().getAsInt();
        Block block = block(app, caller.id(), caller.org(), now);
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
            log.note(new GovernanceEvent.Alert(
                    "at-most", app.name(), Actors.of(caller), "", bound, DAY_SECONDS, List.of()));
        }
        return switch (rule.beyond()) {
            case REFUSE -> Grant.OVER_BLOCK;
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
            int counted = Math.toIntExact(Math.max(0, leaf.number("n_subj")) + Math.max(0, leaf.number("n_rec")));
            restore(app, leaf.text("actor", "id"), leaf.text("actor", "org"), at, counted);
        }
    }

    /// Counts a `reveal` leaf of an earlier process.
    /// @param at the leaf's time; leaves of other days than the newest one are forgotten at the first reservation
    /// @param distinct the leaf's `n_subj` and `n_rec`
    void restore(AppPolicy app, String reader, String org, Instant at, int distinct) {
        if (reader.isEmpty() || distinct == 0) {
            return;
        }
        Seen seen = blocks.computeIfAbsent(block(app, reader, org, at), absent -> new Seen());
        synchronized (seen) {
            seen.before += distinct;
        }
    }

    private Block block(AppPolicy app, String caller, String org, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, app.duties().zone());
        if (day.isAfter(newest)) {
            newest = day;
            LocalDate kept = day.minusDays(1); // zones differ by up to a day
            blocks.keySet().removeIf(old -> old.day().isBefore(kept));
        }
        return new Block(app.name(), caller, org, day);
    }
}
