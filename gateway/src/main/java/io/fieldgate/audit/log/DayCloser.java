package io.fieldgate.audit.log;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.query.DayCounts;
import io.fieldgate.audit.tile.LogReader;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a `day.close` leaf for each UTC day that is over, by counting its leaves, on a virtual thread of its own.
/// A day whose leaf got lost in a crash is closed at the next start. Thread rule: `tick` by the publisher's thread.
final class DayCloser {
    private static final Logger LOG = LoggerFactory.getLogger(DayCloser.class);

    private final InstantSource clock;
    private final Integrator integrator;
    private final Supplier<LogReader> settledReader;
    private final Consumer<AuditEvent> note;
    private LocalDate checked = LocalDate.MIN;
    private volatile boolean running;
    private volatile @Nullable Thread last;

    DayCloser(
            InstantSource clock, Integrator integrator, Supplier<LogReader> settledReader, Consumer<AuditEvent> note) {
        this.clock = clock;
        this.integrator = integrator;
        this.settledReader = settledReader;
        this.note = note;
    }

    void tick() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!running && today.isAfter(checked)) {
            checked = today;
            running = true;
            last = Thread.ofVirtual().name("audit-day-close").start(() -> close(today));
        }
    }

    /// Waits for a count that is under way, so that nobody reads the log once it is closed.
    void finish(Duration patience) {
        Thread counting = last;
        try {
            if (counting != null) {
                counting.join(patience);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt(); // a day that is not closed now is closed at the next start
        }
    }

    private void close(LocalDate today) {
        try {
            LogReader reader = settledReader.get();
            String closed = integrator.closedDay();
            long from = closed.isEmpty()
                    ? 0
                    : reader.firstAt(
                            LocalDate.parse(closed).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            List<DayCounts> days = new ArrayList<>();
            reader.forEach(from, reader.size(), leaf -> {
                LocalDate day = DayCounts.dayOf(leaf);
                if (!day.isBefore(today)) {
                    return false;
                }
                if (days.isEmpty() || !days.getLast().day().equals(day)) {
                    days.add(new DayCounts(day));
                }
                days.getLast().add(leaf);
                return true;
            });
            days.forEach(day -> note.accept(day.event()));
        } catch (LogDamaged e) {
            LOG.atError().setCause(e).log("day not closed");
        } finally {
            running = false;
        }
    }
}
