package io.fieldgate.lifecycle;

import io.fieldgate.audit.AuditLog;
import io.fieldgate.audit.AuditUnavailable;
import io.fieldgate.crypto.KeyDomain;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes expiry final: destroys what is due, calls `erases` routes, resumes what a crash left open. One background thread.
///
/// Nothing waits for it: values past their minute are refused by the clock before the sweep comes. A round runs at every new minute
/// of the gate's time, and sooner when a person's records became due. Destroying stops while the clocks disagree.
/// Thread rule: safe for many threads; rounds run one at a time.
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final long WAKE_NANOS = 1_000_000_000; // 1 s
    private static final int EXPIRED_PAGE = 500;
    private static final int EXPIRED_PAGES = 20; // per round

    /// What one round did and what is open.
    /// @param destroyed keys destroyed in this round
    /// @param erased records the apps confirmed
    /// @param overdueKeys keys past their minute and still there
    /// @param overdueRecords records past their minute and not confirmed
    public record Report(int destroyed, int erased, int overdueKeys, int overdueRecords) {}

    /// The apps in force by name, and how to reach them. Known once policies are loaded.
    public interface Outside {
        Map<String, ServedApp> apps();

        BackendErasure erasure();
    }

    private final List<KeyDomain> domains;
    private final ClockQuorum clock;
    private final Optional<DevClock> devClock;
    private final StateStore state;
    private final AuditLog log;
    private final LiveRecords records;
    private final Eraser eraser;
    private final SweepSettings settings;
    private final KeySweep keySweep;
    private final RecordSweep recordSweep;
    private final ReentrantLock rounds = new ReentrantLock();
    private final Condition wake = rounds.newCondition();
    private volatile @Nullable Outside outside; // written once, when policies are loaded
    private volatile RetentionStatus last; // written by the round that ran last
    private volatile boolean closed;
    private boolean agreed = true; // these three are owned by the background thread
    private long sweptMinute = Long.MIN_VALUE;
    private Instant reconciled = Instant.MIN;
    private @Nullable Thread thread;

    private Sweeper(Parts parts, SweepSettings settings, Seam seam) {
        this.domains = parts.domains();
        this.clock = parts.clock();
        this.devClock = parts.devClock();
        this.state = parts.state();
        this.log = parts.log();
        this.records = parts.records();
        this.eraser = parts.eraser();
        this.settings = settings;
        this.keySweep = new KeySweep(domains, clock, log, settings, seam);
        this.recordSweep = new RecordSweep(records, clock, log, settings, seam);
        this.last = status();
    }

    /// The rooms it works with.
    public record Parts(
            List<KeyDomain> domains,
            ClockQuorum clock,
            Optional<DevClock> devClock,
            StateStore state,
            AuditLog log,
            LiveRecords records,
            Eraser eraser) {
        public Parts {
            domains = List.copyOf(domains);
        }
    }

    /// Does nothing by itself before [#start].
    public static Sweeper open(Parts parts, SweepSettings settings, MeterRegistry metrics) {
        return open(parts, settings, metrics, Seam.NONE);
    }

    static Sweeper open(Parts parts, SweepSettings settings, MeterRegistry metrics, Seam seam) {
        Sweeper sweeper = new Sweeper(parts, settings, seam);
        sweeper.meter(metrics);
        return sweeper;
    }

    /// From now on records are erased too: policies are loaded and backends can be called.
    public void serve(Outside served) {
        outside = served;
    }

    /// Starts the background thread.
    public void start() {
        rounds.lock();
        try {
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("sweeper").start(this::run);
            }
        } finally {
            rounds.unlock();
        }
    }

    /// Runs one round now and returns when it is done.
    /// Errors: `StateUnavailable`; what log or custodian refuse stays due and is in the report.
    public Report sweep() {
        rounds.lock();
        try {
            return round();
        } finally {
            rounds.unlock();
        }
    }

    /// What is held, due and overdue now. Counts every due row, so it is for people, not for each request.
    public RetentionStatus status() {
        return new RetentionStatus(
                new RetentionStatus.Clocks(
                        clock.latest(), clock.earliest(), clock.agrees(), clock.isEnough(), clock.readings()),
                keySweep.status(),
                recordSweep.status(slots()));
    }

    void resume(OpenLeaves.Shred shred) {
        if (shred.object().kind().equals("record")) {
            recordSweep.resume(shred);
        } else {
            keySweep.resume(shred);
        }
    }

    private Report round() {
        clock.tick();
        if (!clock.mayDestroy()) {
            last = status();
            return report(0, 0);
        }
        int destroyed = 0;
        if (!clock.earliest().isBefore(nextReconciliation())) {
            destroyed += keySweep.reconcile();
            reconciled = clock.earliest();
        }
        finishErasures();
        Map<String, Long> owed = new HashMap<>();
        last.apps().forEach((app, counts) -> owed.put(app, (long) counts.due()));
        owed.values().removeIf(count -> count == 0);
        destroyed += keySweep.round(owed);
        Outside served = outside;
        int erased = served == null ? 0 : recordSweep.round(served.apps(), slots(), served.erasure());
        removeExpired();
        last = status();
        return report(destroyed, erased);
    }

    private Report report(int destroyed, int erased) {
        return new Report(destroyed, erased, last.keys().due(), last.overdueRecords());
    }

    private Instant nextReconciliation() {
        return reconciled.equals(Instant.MIN) ? Instant.MIN : reconciled.plus(settings.reconcileEvery());
    }

    private void finishErasures() {
        try {
            eraser.finishOpen();
        } catch (AuditUnavailable later) {
            LOG.atWarn().addKeyValue("error", later.getMessage()).log("An erasure waits for its last leaf.");
        }
    }

    /// Rows whose end was written with them: persons nobody holds anything of, spent counters, dead consents.
    private void removeExpired() {
        long before = clock.earliest().getEpochSecond();
        for (int page = 0; page < EXPIRED_PAGES; page++) {
            List<Row> rows = state.expired(before, EXPIRED_PAGE);
            if (rows.isEmpty()) {
                return;
            }
            rows.forEach(this::remove);
        }
    }

    private void remove(Row row) {
        try {
            state.commit(new Batch()
                    .check(row.namespace(), row.key(), row.version())
                    .delete(row.namespace(), row.key()));
        } catch (StateConflict renewed) {
            return; // somebody wrote it again and gave it a later end
        }
    }

    private List<Integer> slots() {
        return domains.stream().map(domain -> domain.tenant().slot()).toList();
    }

    private void run() {
        while (!closed) {
            rounds.lock();
            try {
                tick();
            } catch (Exception failure) { // nothing can leak: what is due stays refused by the clock, and due
                LOG.atError()
                        .addKeyValue("error", failure.getClass().getSimpleName())
                        .log("A sweep failed; the next minute tries again.");
            } finally {
                rounds.unlock();
            }
            pause();
        }
    }

    private void pause() {
        rounds.lock();
        try {
            long left = WAKE_NANOS;
            while (!closed && left > 0) {
                left = wake.awaitNanos(left);
            }
        } catch (InterruptedException stopping) {
            closed = true; // nobody else interrupts this thread
        } finally {
            rounds.unlock();
        }
    }

    private void tick() {
        devClock.ifPresent(DevClock::tick);
        clock.tick();
        boolean agrees = clock.agrees();
        if (agrees != agreed) {
            agreed = agrees;
            log.note(clock.event(agrees ? "agree" : "disagree"));
            LOG.atError().addKeyValue("rule", agrees ? "agree" : "disagree").log("The clocks changed their agreement.");
        }
        long minute = Math.floorDiv(clock.earliest().getEpochSecond(), 60L);
        if (minute != sweptMinute || records.table().takeHurry()) {
            sweptMinute = minute;
            round();
        }
    }

    private void meter(MeterRegistry metrics) {
        gauge(metrics, "fieldgate.keys.live", status -> status.keys().live());
        gauge(metrics, "fieldgate.keys.overdue", status -> status.keys().overdue());
        gauge(metrics, "fieldgate.overdue.destroy.seconds", status -> status.keys().overdueSeconds());
        gauge(metrics, "fieldgate.erases.overdue", RetentionStatus::overdueRecords);
        gauge(metrics, "fieldgate.clocks.agree", status -> status.clocks().agree() ? 1 : 0);
    }

    private void gauge(MeterRegistry metrics, String name, ToDoubleFunction<RetentionStatus> value) {
        Gauge.builder(name, this, sweeper -> value.applyAsDouble(sweeper.last))
                .strongReference(true)
                .register(metrics);
    }

    /// Waits for the round that runs, if any; persists the clock's mark.
    @Override
    public void close() {
        closed = true;
        rounds.lock();
        try {
            wake.signalAll();
            clock.persist();
        } finally {
            rounds.unlock();
        }
    }
}
