package io.fieldgate.lifecycle;

import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.keys.RecordIds;
import io.fieldgate.lifecycle.DueRow.Reason;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Due rows: which records an app still holds in readable form, until when. No live row, no readable value in
/// an answer.
/// The durable `intent` leaf is the pending row; a row is committed after the app's reply and before the
/// caller's answer.
/// Errors: `StateUnavailable`, `KeysUnavailable`. Thread rule: safe for many threads; blocks on the state.
public final class DeletionObligations {
    private static final int MAX_TRIES = 20;

    private final DueTable table;
    private final TrustedClock clock;
    private final DueRowBacklog dueRowBacklog = new DueRowBacklog();

    private DeletionObligations(DueTable table, TrustedClock clock) {
        this.table = table;
        this.clock = clock;
    }

    public static DeletionObligations open(StateStore state, TrustedClock clock) {
        return new DeletionObligations(new DueTable(state), clock);
    }

    /// A record that is written again keeps the earlier of its two ends; an event that was [#unresolved] is so
    /// no longer.
    /// @param eventId id of the `intent` leaf
    public void born(
            RegisterInForce register, String recordId, Optional<SubjectRef> person, int dueMinute, String eventId) {
        AppPolicy app = register.policy();
        AppKeys keys = register.keys();
        RecordIds ids = ids(keys);
        DueRow.Record record =
                new DueRow.Record(ids.key(keys.scope(), app.name(), recordId), ids.seal(app.name(), recordId));
        DueRow row = new DueRow(
                slot(keys), dueMinute, eventId, Reason.EXPIRY, app.name(), person, record, DueRow.Calls.NONE, 0);
        dueRowBacklog.put(row, this::write);
    }

    private void write(DueRow row) {
        for (int i = 0; i < MAX_TRIES; i++) {
            try {
                if (!row.record().isKnown() || (i == 0 && !table.mayDoubt())) {
                    table.insert(row); // nearly always a new record, which costs no reading
                } else {
                    table.merge(row, minuteOf(clock.earliest()));
                }
                return;
            } catch (StateConflict again) {
                if (!row.record().isKnown()) {
                    return; // the same event came through at another try; what is known of it counts more
                }
                // the record was written before, or at the same moment: judge its newest row
            }
        }
        throw new StateUnavailable("A due row kept changing while it was being written.");
    }

    /// The app may store the record, and nobody learned under which id: a finding until somebody resolves it.
    /// An event that has its row keeps it.
    public void unresolved(RegisterInForce register, Optional<SubjectRef> person, int dueMinute, String eventId) {
        dueRowBacklog.put(unknown(register, person, dueMinute, eventId), this::write);
    }

    private static DueRow unknown(
            RegisterInForce register, Optional<SubjectRef> person, int dueMinute, String eventId) {
        return new DueRow(
                slot(register.keys()),
                dueMinute,
                eventId,
                Reason.EXPIRY,
                register.policy().name(),
                person,
                DueRow.Record.UNKNOWN,
                DueRow.Calls.NONE,
                0);
    }

    /// An exchange ended before its row was written, neither [#born] nor [#unresolved]: the row is written as
    /// soon as the state can, and then the open `intent` gets its end. Never throws.
    public void owes(
            RegisterInForce register,
            Optional<SubjectRef> person,
            int dueMinute,
            String eventId,
            ExchangeEvent.Outcome end) {
        dueRowBacklog.add(unknown(register, person, dueMinute, eventId), end);
    }

    /// How many exchanges ended without their row and wait for it.
    public int owing() {
        return dueRowBacklog.count();
    }

    /// Writes what is owed. Errors: `StateUnavailable`, `AuditUnavailable`; what is not done stays owed.
    void pay(AuditLog log) {
        for (DueRowBacklog.Debt debt : dueRowBacklog.debts()) {
            write(debt.row());
            log.append(debt.end());
            dueRowBacklog.paid(debt);
        }
    }

    /// By the latest clock.
    public boolean lives(RegisterInForce register, String recordId) {
        AppKeys keys = register.keys();
        byte[] key = ids(keys).key(keys.scope(), register.policy().name(), recordId);
        return table.deathMinute(slot(keys), key)
                .filter(minute -> minute * 60L > clock.latest().getEpochSecond())
                .isPresent();
    }

    /// When the app must delete the record; empty where it owes nothing.
    public OptionalInt dueMinute(RegisterInForce register, String recordId) {
        AppKeys keys = register.keys();
        byte[] key = ids(keys).key(keys.scope(), register.policy().name(), recordId);
        return table.deathMinute(slot(keys), key).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /// The app has confirmed the deletion.
    public void erased(RegisterInForce register, String recordId) {
        AppKeys keys = register.keys();
        byte[] key = ids(keys).key(keys.scope(), register.policy().name(), recordId);
        table.forget(slot(keys), key);
    }

    /// Makes what the apps hold of one person due now. @param app one app's records only; empty for all
    /// @return how many `erases` calls that leaves to make
    int dueNow(int tenantSlot, SubjectRef person, Optional<String> app, Reason reason) {
        int now = minuteOf(clock.earliest());
        int owed = 0;
        for (DueRow row : table.of(tenantSlot, person)) {
            if (app.isEmpty() || app.get().equals(row.app())) {
                table.move(row, Math.min(row.minute(), now), reason);
                owed++;
            }
        }
        return owed;
    }

    DueTable table() {
        return table;
    }

    static int minuteOf(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), 60L));
    }

    static RecordIds ids(AppKeys keys) {
        return keys.domain().recordIds();
    }

    private static int slot(AppKeys keys) {
        return keys.domain().tenant().slot();
    }
}
