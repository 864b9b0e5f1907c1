package io.fieldgate.lifecycle;

import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes expiry final: destroys what is due, calls `erases` routes, resumes what a crash left open.
///
/// Nothing waits for it: values past their minute are refused by the clock before the sweep comes. A round runs
/// at every new minute of the gate's time, and sooner when a person's records became due. Destroying stops
/// while the clocks disagree.
/// Thread rule: safe for many threads. Two background threads, so that no slow app delays a key: rounds of keys
/// run one at a time, and so do rounds of records.
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

    /// The apps in force by name, and how to reach them.
    private record Outside(Map<String, RegisterInForce> apps, BackendErasure erasure) {}

    private final List<TenantKeys> domains;
    private final ClockQuorum clock;
    private final StateStore state;
    private final AuditLog log;
    private final DeletionObligations records;
    private final Eraser eraser;
    private final SweepSettings settings;
    private final KeySweep keySweep;
    private final RecordSweep recordSweep;
    private final Rounds keyRounds = new Rounds("sweeper", () -> {}, this::isKeyRoundDue, this::keyRound);
    private final Rounds recordRounds = new Rounds("erases", this::payDebts, this::isRecordRoundDue, this::recordRound);
    private volatile @Nullable Outside outside; // written once, when policies are loaded
    private volatile RetentionStatus last; // written by the round that ran last; records that are due only
    private boolean agreed = true; // this and the next two are guarded by the rounds of keys
    private long sweptMinute = Long.MIN_VALUE;
    private Instant reconciled = Instant.MIN;
    private long askedMinute = Long.MIN_VALUE; // guarded by the rounds of records

    /// @param failpoint where a test ends the process
    Sweeper(
            List<TenantKeys> domains,
            ClockQuorum clock,
            StateStore state,
            AuditLog log,
            DeletionObligations records,
            Eraser eraser,
            SweepSettings settings,
            MeterRegistry metrics,
            Failpoint failpoint) {
        this.domains = List.copyOf(domains);
        this.clock = clock;
        this.state = state;
        this.log = log;
        this.records = records;
        this.eraser = eraser;
        this.settings = settings;
        this.keySweep = new KeySweep(domains, clock, log, settings, failpoint);
        this.recordSweep = new RecordSweep(records, clock, log, settings, failpoint);
        this.last = glance();
        meter(metrics);
    }

    /// Does nothing by itself before [#start].
    public static Sweeper open(
            List<TenantKeys> domains,
            ClockQuorum clock,
            StateStore state,
            AuditLog log,
            DeletionObligations records,
            Eraser eraser,
            SweepSettings settings,
            MeterRegistry metrics) {
        return new Sweeper(domains, clock, state, log, records, eraser, settings, metrics, Failpoint.NONE);
    }

    /// From now on records are erased too: policies are loaded and backends can be called.
    public void serve(Map<String, RegisterInForce> apps, BackendErasure erasure) {
        outside = new Outside(apps, erasure);
    }

    /// Starts the background threads.
    public void start() {
        keyRounds.start();
        recordRounds.start();
    }

    /// Runs one round of each now and returns when both are done.
    /// Errors: `StateUnavailable`; what log or custodian refuse stays due and is in the report.
    public Report sweep() {
        int destroyed = keyRounds.now();
        int erased = recordRounds.now();
        return new Report(destroyed, erased, last.keys().due(), last.overdueRecords());
    }

    /// Moves the clock of a dev gateway and destroys what died on the way. The leaf says so, for a verifier would take
    /// the jump for a silence.
    public Report advance(Duration by) {
        log.append(clock.advance(by));
        return sweep();
    }

    /// What is held, due and overdue now. Counts every due row, so it is for people, not for each request.
    public RetentionStatus status() {
        return new RetentionStatus(clocks(), keySweep.status(), recordSweep.all(slots()), records.owing());
    }

    private RetentionStatus glance() {
        return new RetentionStatus(clocks(), keySweep.status(), recordSweep.dueOnly(slots()), records.owing());
    }

    private RetentionStatus.Clocks clocks() {
        return new RetentionStatus.Clocks(
                clock.latest(), clock.earliest(), clock.agrees(), clock.isEnough(), clock.readings());
    }

    void resume(OpenIntents.Shred shred) {
        if (shred.object().kind().equals("record")) {
            recordSweep.resume(shred);
        } else {
            keySweep.resume(shred);
        }
    }

    private int keyRound() {
        look();
        if (!clock.mayDestroy()) {
            last = glance();
            return 0;
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
        removeExpired();
        last = glance();
        return destroyed;
    }

    private int recordRound() {
        Outside served = outside;
        if (served == null || !clock.mayDestroy()) {
            return 0;
        }
        int erased = recordSweep.round(served.apps(), slots(), served.erasure());
        last = glance();
        return erased;
    }

    /// Each second, for until then a record has no end.
    private void payDebts() {
        try {
            records.pay(log);
        } catch (StateUnavailable | AuditUnavailable later) {
            LOG.atDebug().addKeyValue("error", later.getMessage()).log("Due rows are still owed.");
        }
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
            state.commit(
                    new Batch().check(row.namespace(), row.key(), row.version()).delete(row.namespace(), row.key()));
        } catch (StateConflict renewed) {
            return; // somebody wrote it again and gave it a later end
        }
    }

    private List<Integer> slots() {
        return domains.stream().map(domain -> domain.tenant().slot()).toList();
    }

    private boolean isKeyRoundDue() {
        look();
        long minute = Math.floorDiv(clock.earliest().getEpochSecond(), 60L);
        boolean due = minute != sweptMinute;
        sweptMinute = minute;
        return due;
    }

    private boolean isRecordRoundDue() {
        long minute = Math.floorDiv(clock.earliest().getEpochSecond(), 60L);
        boolean hurry = records.table().takeHurry();
        boolean due = hurry || minute != askedMinute;
        askedMinute = minute;
        return due;
    }

    /// Keeps the clocks' marks durable and tells when they cease to agree.
    private void look() {
        clock.tick();
        boolean agrees = clock.agrees();
        if (agrees != agreed) {
            agreed = agrees;
            log.note(clock.event(agrees ? "agree" : "disagree"));
            LOG.atError().addKeyValue("rule", agrees ? "agree" : "disagree").log("The clocks changed their agreement.");
        }
    }

    private void meter(MeterRegistry metrics) {
        gauge(
                metrics,
                "keys.live",
                "keys that can still be used",
                status -> status.keys().live());
        gauge(
                metrics,
                "keys.overdue",
                "keys past their deadline",
                status -> status.keys().overdue());
        gauge(
                metrics,
                "overdue.destroy.seconds",
                "how long the oldest of them is overdue",
                status -> status.keys().overdueSeconds());
        gauge(metrics, "erases.overdue", "records whose deletion is due", RetentionStatus::overdueRecords);
        gauge(metrics, "records.owing", "records whose end is not written yet", _ -> records.owing());
        gauge(
                metrics,
                "clocks.agree",
                "1 while the time sources agree",
                status -> status.clocks().agree() ? 1 : 0);
    }

    private void gauge(MeterRegistry metrics, String name, String says, ToDoubleFunction<RetentionStatus> value) {
        Gauge.builder("fieldgate." + name, this, sweeper -> value.applyAsDouble(sweeper.last))
                .description(says)
                .strongReference(true)
                .register(metrics);
    }

    /// Waits for the rounds that run, if any; persists the clock's mark.
    @Override
    public void close() {
        keyRounds.close();
        recordRounds.close();
        clock.persist();
    }

    /// Rounds of one kind, one at a time: asked for, or by a thread that looks every second whether there is a
    /// reason.
    private static final class Rounds {
        private final String name;
        private final Runnable always;
        private final BooleanSupplier isDue;
        private final IntSupplier round;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition wake = lock.newCondition();
        private boolean started; // these two are guarded by `lock`
        private boolean closed;

        /// @param always comes before each look and each round
        Rounds(String name, Runnable always, BooleanSupplier isDue, IntSupplier round) {
            this.name = name;
            this.always = always;
            this.isDue = isDue;
            this.round = round;
        }

        int now() {
            lock.lock();
            try {
                if (closed) {
                    return 0;
                }
                always.run();
                return round.getAsInt();
            } finally {
                lock.unlock();
            }
        }

        void start() {
            lock.lock();
            try {
                if (!started && !closed) {
                    started = true;
                    Thread.ofVirtual().name(name).start(this::run);
                }
            } finally {
                lock.unlock();
            }
        }

        private void run() {
            lock.lock();
            try {
                while (!closed) {
                    look();
                    pause();
                }
            } catch (InterruptedException stopping) {
                closed = true; // nobody wants this thread any more
            } finally {
                lock.unlock();
            }
        }

        private void look() {
            try {
                always.run();
                if (isDue.getAsBoolean()) {
                    int done = round.getAsInt();
                    LOG.atDebug().addKeyValue("count", done).log("A round of the sweep is done.");
                }
            } catch (RuntimeException failure) { // nothing can leak: what is due stays refused by the clock, and due
                LOG.atError()
                        .addKeyValue("error", failure.getClass().getSimpleName())
                        .log("A sweep failed; the next minute tries again.");
            }
        }

        private void pause() throws InterruptedException {
            long left = WAKE_NANOS;
            while (!closed && left > 0) {
                left = wake.awaitNanos(left);
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
                wake.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
