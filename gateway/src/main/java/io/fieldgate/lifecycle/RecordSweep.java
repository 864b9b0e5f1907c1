package io.fieldgate.lifecycle;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.Destruction;
import io.fieldgate.audit.GovernanceEvent.Alert;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.RetentionEvent.ShredDone;
import io.fieldgate.audit.RetentionEvent.ShredIntent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.lifecycle.BackendErasure.Told;
import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.policy.RegisterInForce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the apps to delete what no key can end, from the due rows: `shred.intent` → the app's `erases` route →
/// row gone → `shred.done`.
///
/// One intent and one certificate per record, however often the app is asked: 1 min, doubling to 1 h with
/// jitter, for ever.
/// Rows wait for their app where it is not served; nothing else waits for them.
/// Thread rule: used by one round at a time; calls of a round run side by side.
final class RecordSweep {
    private static final Logger LOG = LoggerFactory.getLogger(RecordSweep.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int OVERDUE_MINUTES = 15;
    private static final int MOST_A_ROUND = 3_000; // a minute at the shipped pace

    private record Begun(long index, String tenant, String reason) {}

    private final DeletionObligations records;
    private final ClockQuorum clock;
    private final AuditLog log;
    private final SweepSettings settings;
    private final Failpoint failpoint;
    private final Map<String, Begun> open = new ConcurrentHashMap<>(); // event id

    RecordSweep(
            DeletionObligations records, ClockQuorum clock, AuditLog log, SweepSettings settings, Failpoint failpoint) {
        this.records = records;
        this.clock = clock;
        this.log = log;
        this.settings = settings;
        this.failpoint = failpoint;
    }

    /// A record whose certificate is there needs none: where the state is older, the app is asked once more.
    void resume(OpenIntents.Shred shred) {
        if (!shred.isOpen()) {
            return;
        }
        open.put(shred.object().name(), new Begun(shred.index(), shred.object().tenant(), shred.reason()));
    }

    /// Asks for every due row whose time to try has come. @return records the apps confirmed
    int round(Map<String, RegisterInForce> apps, List<Integer> tenantSlots, BackendErasure erasure) {
        long now = clock.earliest().getEpochSecond();
        List<DueRow> due = new ArrayList<>();
        List<String> still = new ArrayList<>();
        each(tenantSlots, DeletionObligations.minuteOf(clock.earliest()) + 1, row -> {
            still.add(row.eventId());
            boolean ready = row.record().isKnown()
                    && apps.containsKey(row.app())
                    && row.calls().nextTry() <= now;
            if (ready && due.size() < MOST_A_ROUND) {
                due.add(row);
            }
        });
        certifyGone(Set.copyOf(still), tenantSlots);
        AtomicInteger confirmed = new AtomicInteger();
        for (int from = 0; from < due.size(); from += settings.callsPerSecond()) {
            long began = System.nanoTime();
            List<DueRow> some = due.subList(from, Math.min(from + settings.callsPerSecond(), due.size()));
            sideBySide(some, row -> confirmed.addAndGet(ask(row, apps.get(row.app()), erasure) ? 1 : 0));
            if (from + some.size() < due.size()) {
                pause(TimeUnit.SECONDS.toNanos(1) - (System.nanoTime() - began));
            }
        }
        return confirmed.get();
    }

    private boolean ask(DueRow row, @Nullable RegisterInForce app, BackendErasure erasure) {
        if (app == null) {
            return false;
        }
        Begun begun = open.get(row.eventId());
        if (begun == null) {
            KeyObject object = object(app.keys().domain().tenant().name(), row.eventId());
            String reason = row.reason().word();
            begun = new Begun(
                    log.append(new ShredIntent(object, reason, Destruction.NONE))
                            .index(),
                    object.tenant(),
                    reason);
            open.put(row.eventId(), begun);
            failpoint.after("record.intent");
        }
        String recordId =
                DeletionObligations.ids(app.keys()).open(row.app(), row.record().sealedId());
        return switch (erasure.erase(app.policy(), recordId)) {
            case Told.Done() -> {
                failpoint.after("record.told");
                records.table().gone(row);
                failpoint.after("record.gone");
                certify(row.eventId(), begun, "deleted");
                yield true;
            }
            case Told.Later() -> {
                records.table().called(row, wait(row, 0));
                yield false;
            }
            case Told.Refused(int status) -> {
                if (row.calls().refused() == 0) {
                    log.note(new Alert("erases-refused", row.app(), Actor.NOBODY, "", 1, 0, List.of()));
                }
                records.table().called(row, wait(row, status));
                yield false;
            }
        };
    }

    /// Records whose row went and whose certificate is missing: the process ended, or the log failed, between
    /// the two.
    private void certifyGone(Set<String> due, List<Integer> tenantSlots) {
        if (due.containsAll(open.keySet())) {
            return;
        }
        Set<String> held = new HashSet<>(); // a clock that went back makes a row undue, not gone
        each(tenantSlots, Integer.MAX_VALUE, row -> held.add(row.eventId()));
        for (Map.Entry<String, Begun> entry : List.copyOf(open.entrySet())) {
            if (!held.contains(entry.getKey())) {
                certify(entry.getKey(), entry.getValue(), "recovered");
            }
        }
    }

    private void each(List<Integer> tenantSlots, int beforeMinute, Consumer<DueRow> use) {
        for (int tenant : tenantSlots) {
            List<DueRow> page = records.table().dueBefore(tenant, beforeMinute, null);
            while (!page.isEmpty()) {
                page.forEach(use);
                page = records.table().dueBefore(tenant, beforeMinute, page.getLast());
            }
        }
    }

    private void certify(String eventId, Begun begun, String outcome) {
        Map<String, String> steps = new TreeMap<>();
        steps.put("erases", "confirmed");
        Destruction destruction = new Destruction(
                List.of(), Map.of(), steps, clock.readings(), Map.of(), List.of(settings.node()), "", "", Map.of());
        log.append(new ShredDone(begun.index(), object(begun.tenant(), eventId), begun.reason(), outcome, destruction));
        open.remove(eventId);
    }

    private DueRow.Calls wait(DueRow row, int refused) {
        int attempts = row.calls().attempts() + 1;
        Duration wait = refused != 0 || attempts > 6 ? LONGEST_WAIT : FIRST_WAIT.multipliedBy(1L << (attempts - 1));
        // an even spread of rows that failed together, the same for a row each time
        long jitter = Math.floorMod(row.eventId().hashCode(), wait.toSeconds() / 10 + 1);
        return new DueRow.Calls(attempts, clock.earliest().getEpochSecond() + wait.toSeconds() - jitter, refused);
    }

    /// Counts of the rows that are due. @return app → its records
    Map<String, RetentionStatus.Records> dueOnly(List<Integer> tenantSlots) {
        return counts(tenantSlots, DeletionObligations.minuteOf(clock.earliest()) + 1);
    }

    /// Counts of all rows, due or not: reads every one of them. @return app → its records
    Map<String, RetentionStatus.Records> all(List<Integer> tenantSlots) {
        return counts(tenantSlots, Integer.MAX_VALUE);
    }

    private Map<String, RetentionStatus.Records> counts(List<Integer> tenantSlots, int beforeMinute) {
        int now = DeletionObligations.minuteOf(clock.earliest());
        Map<String, RetentionStatus.Records> apps = new HashMap<>();
        each(tenantSlots, beforeMinute, row -> apps.merge(row.app(), one(row, now), RecordSweep::sum));
        return apps;
    }

    private static RetentionStatus.Records one(DueRow row, int now) {
        boolean due = row.minute() <= now;
        return new RetentionStatus.Records(
                due ? 0 : 1,
                due ? 1 : 0,
                row.minute() + OVERDUE_MINUTES < now ? 1 : 0,
                row.record().isKnown() ? 0 : 1,
                row.calls().refused() == 0 ? 0 : 1);
    }

    private static RetentionStatus.Records sum(RetentionStatus.Records a, RetentionStatus.Records b) {
        return new RetentionStatus.Records(
                a.held() + b.held(),
                a.due() + b.due(),
                a.overdue() + b.overdue(),
                a.unresolved() + b.unresolved(),
                a.refused() + b.refused());
    }

    private static void sideBySide(List<DueRow> rows, Consumer<DueRow> task) {
        CountDownLatch left = new CountDownLatch(rows.size());
        AtomicReference<@Nullable RuntimeException> ours = new AtomicReference<>();
        for (DueRow row : rows) {
            Thread.ofVirtual().name("erases-", 0).start(() -> {
                try {
                    task.accept(row);
                } catch (AuditUnavailable | StateUnavailable | KeysUnavailable later) {
                    LOG.atWarn()
                            .addKeyValue("app", row.app())
                            .addKeyValue("error", later.getMessage())
                            .log("A record that is due could not be dealt with; the next round goes on.");
                } catch (RuntimeException bug) {
                    ours.set(bug); // the others go on; the round ends with it
                } finally {
                    left.countDown();
                }
            });
        }
        await(left);
        RuntimeException bug = ours.get();
        if (bug != null) {
            throw bug;
        }
    }

    private static void await(CountDownLatch left) {
        try {
            left.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt(); // rows that were not confirmed stay due
        }
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt(); // the rest of the rows stays due
        }
    }

    private static KeyObject object(String tenant, String eventId) {
        return new KeyObject("record", tenant, eventId);
    }
}
