package io.fieldgate.lifecycle;

import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.outage.StateUnavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Events whose due row the state did not take: their `intent` leaves stay open until the row is written.
///
/// Memory of this process only; the log holds the same as open leaves, for the start after a crash. Beyond
/// [#MOST] events are counted and left to that start. Thread rule: safe for many threads.
final class DueRowBacklog {
    static final int MOST = 10_000;

    /// An exchange that ended without its row. @param end of the `intent`, once the row is there
    record Debt(DueRow row, ExchangeEvent.Outcome end) {}

    private final Map<String, DueRow> refused = new ConcurrentHashMap<>(); // event id → of running exchanges
    private final Map<String, Debt> debts = new ConcurrentHashMap<>(); // event id
    private final AtomicInteger beyond = new AtomicInteger();

    /// Writes a row; one the state refuses is remembered, and the first of an event knows most.
    void put(DueRow row, Consumer<DueRow> write) {
        DueRow best = refused.getOrDefault(row.eventId(), row);
        try {
            write.accept(best);
            refused.remove(best.eventId());
        } catch (StateUnavailable down) {
            if (refused.size() < MOST) {
                refused.putIfAbsent(best.eventId(), best);
            }
            throw down;
        }
    }

    /// The exchange is over and the row is not there.
    void add(DueRow row, ExchangeEvent.Outcome end) {
        DueRow known = refused.remove(row.eventId());
        if (debts.size() < MOST) {
            debts.put(row.eventId(), new Debt(known == null ? row : known, end));
        } else {
            beyond.incrementAndGet();
        }
    }

    List<Debt> debts() {
        return List.copyOf(debts.values());
    }

    void paid(Debt debt) {
        debts.remove(debt.row().eventId(), debt);
    }

    int count() {
        return debts.size() + beyond.get();
    }
}
