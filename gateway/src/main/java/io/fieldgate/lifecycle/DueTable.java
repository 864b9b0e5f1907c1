package io.fieldgate.lifecycle;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.lifecycle.DueRow.Reason;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The rows behind [DeletionObligations]: by minute, by person (tenant 1 ‖ scope 2 ‖ row id 8 ‖ event id → minute 4),
/// and by record (tenant 1 ‖ record key → minute 4 ‖ event id). The three change in one batch. A record nobody
/// knows by its id goes by its event id in place of the record key; its row yields to one that knows more of
/// the event.
/// Thread rule: safe for many threads; each change is checked against the version it was judged by.
final class DueTable {
    private static final int PAGE = 500;

    /// What is known of one record.
    private record Live(int minute, String eventId, long version) {}

    private final StateStore state;
    private final AtomicBoolean hurried = new AtomicBoolean();
    private volatile boolean doubts; // a row of an unknown record was written since the start

    DueTable(StateStore state) {
        this.state = state;
    }

    /// A row nobody reads before it is written: of a record that is not known by id, or is thought to be new.
    /// @throws StateConflict when the record, or the event of an unknown one, has a row; nothing was written
    void insert(DueRow row) {
        Batch batch = new Batch().check(Namespace.LIVE_RECORD, liveKey(row), 0);
        if (!row.record().isKnown()) {
            doubts = true; // before it is written, so that whoever learns the id looks for it
            batch.check(Namespace.DUE, row.key(), 0);
            row.person()
                    .ifPresent(person -> batch.check(
                            Namespace.DUE_BY_SUBJECT, personKey(row.tenantSlot(), person, row.eventId()), 0));
        }
        state.commit(put(batch.put(Namespace.LIVE_RECORD, liveKey(row), encoded(row)), row));
    }

    /// Whether an event may have a row of an unknown record. Event ids are not used by two processes.
    boolean mayDoubt() {
        return doubts;
    }

    /// A row of a record that may have one already, by its id or by its event: the earliest end stays.
    /// @throws StateConflict when the record changed meanwhile; nothing was written
    void merge(DueRow row, int nowMinute) {
        Batch batch = new Batch();
        byte[] recordKey = liveKey(row);
        Live live = live(recordKey);
        int minute = live == null ? row.minute() : Math.min(live.minute(), row.minute());
        Optional<DueRow> doubt = doubt(row, batch);
        minute = Math.min(minute, doubt.map(DueRow::minute).orElse(minute));
        if (live != null && live.minute() > nowMinute) {
            Optional<DueRow> old = find(row.tenantSlot(), live.minute(), live.eventId());
            old.filter(before -> before.person().equals(row.person())).ifPresent(before -> delete(batch, before));
        }
        DueRow kept = row.at(minute, row.reason());
        batch.check(Namespace.LIVE_RECORD, recordKey, live == null ? 0 : live.version());
        batch.put(Namespace.LIVE_RECORD, recordKey, encoded(kept));
        state.commit(put(batch, kept));
    }

    /// The row of an unknown record that this one's event left, if any; it goes with the batch.
    private Optional<DueRow> doubt(DueRow row, Batch batch) {
        byte[] byEvent = liveKey(row.unknown());
        Live live = live(byEvent);
        if (live == null) {
            return Optional.empty();
        }
        batch.check(Namespace.LIVE_RECORD, byEvent, live.version()).delete(Namespace.LIVE_RECORD, byEvent);
        Optional<DueRow> doubt = find(row.tenantSlot(), live.minute(), live.eventId());
        doubt.ifPresent(old -> delete(batch, old));
        return doubt;
    }

    Optional<Integer> deathMinute(int tenantSlot, byte[] record) {
        return Optional.ofNullable(live(recordKey(tenantSlot, record))).map(Live::minute);
    }

    /// Gives the row another minute, in all three places.
    void move(DueRow row, int minute, Reason reason) {
        hurried.set(true);
        Optional<DueRow> newest = Optional.of(row);
        while (newest.isPresent()
                && (newest.get().minute() != minute || newest.get().reason() != reason)) {
            DueRow from = newest.get();
            DueRow to = from.at(minute, reason);
            Batch batch = new Batch().check(Namespace.DUE, from.key(), from.version());
            delete(batch, from);
            put(batch, to);
            liveOf(from).ifPresent(live -> {
                batch.check(Namespace.LIVE_RECORD, liveKey(from), live.version());
                batch.put(Namespace.LIVE_RECORD, liveKey(from), encoded(to));
            });
            try {
                state.commit(batch);
                return;
            } catch (StateConflict again) {
                newest = find(from.tenantSlot(), from.minute(), from.eventId()); // gone means confirmed meanwhile
            }
        }
    }

    /// Notes an unconfirmed call. Nothing happens when the row moved or went meanwhile.
    void called(DueRow row, DueRow.Calls calls) {
        DueRow next = row.after(calls);
        try {
            state.commit(new Batch()
                    .check(Namespace.DUE, row.key(), row.version())
                    .put(Namespace.DUE, row.key(), next.encoded()));
        } catch (StateConflict moved) {
            return; // whoever moved it wants it called sooner
        }
    }

    /// The app has confirmed this row's record.
    void gone(DueRow row) {
        Batch batch = new Batch();
        delete(batch, row);
        liveOf(row).ifPresent(live -> batch.delete(Namespace.LIVE_RECORD, liveKey(row)));
        state.commit(batch);
    }

    void forget(int tenantSlot, byte[] record) {
        Live live = live(recordKey(tenantSlot, record));
        if (live != null) {
            find(tenantSlot, live.minute(), live.eventId())
                    .ifPresentOrElse(
                            this::gone,
                            () -> state.commit(
                                    new Batch().delete(Namespace.LIVE_RECORD, recordKey(tenantSlot, record))));
        }
    }

    Optional<DueRow> find(int tenantSlot, int minute, String eventId) {
        byte[] key = DueRow.key(tenantSlot, minute, eventId);
        Row row = state.get(Namespace.DUE, key);
        return row == null ? Optional.empty() : Optional.of(DueRow.decoded(key, row.value(), row.version()));
    }

    List<DueRow> of(int tenantSlot, SubjectRef person) {
        byte[] from = personKey(tenantSlot, person, "");
        byte[] to =
                ByteBuffer.allocate(from.length + 1).put(from).put((byte) 0xff).array();
        List<DueRow> rows = new ArrayList<>();
        List<Row> page;
        do {
            page = state.scan(Namespace.DUE_BY_SUBJECT, from, to, PAGE);
            for (Row row : page) {
                String event = new String(row.key(), 11, row.key().length - 11, StandardCharsets.US_ASCII);
                find(tenantSlot, ByteBuffer.wrap(row.value()).getInt(), event).ifPresent(rows::add);
                from = next(row.key());
            }
        } while (page.size() == PAGE);
        return rows;
    }

    /// Rows of one tenant due before a minute, earliest first. @param after key to go on from, empty to begin
    List<DueRow> dueBefore(int tenantSlot, int minute, @Nullable DueRow after) {
        byte[] from = after == null ? DueRow.key(tenantSlot, 0, "") : next(after.key());
        return state.scan(Namespace.DUE, from, DueRow.key(tenantSlot, minute, ""), PAGE).stream()
                .map(row -> DueRow.decoded(row.key(), row.value(), row.version()))
                .toList();
    }

    /// Ids of the `intent` leaves that have a row.
    Set<String> events(int tenantSlot) {
        Set<String> events = new HashSet<>();
        List<DueRow> page = dueBefore(tenantSlot, Integer.MAX_VALUE, null);
        while (!page.isEmpty()) {
            page.forEach(row -> events.add(row.eventId()));
            page = dueBefore(tenantSlot, Integer.MAX_VALUE, page.getLast());
        }
        return events;
    }

    /// Whether rows were made due since the last call: a reason for a round before the minute is over.
    boolean takeHurry() {
        return hurried.getAndSet(false);
    }

    private Optional<Live> liveOf(DueRow row) {
        return Optional.ofNullable(live(liveKey(row)))
                .filter(live -> live.eventId().equals(row.eventId()));
    }

    private @Nullable Live live(byte[] recordKey) {
        Row row = state.get(Namespace.LIVE_RECORD, recordKey);
        if (row == null) {
            return null;
        }
        byte[] value = row.value();
        return new Live(
                ByteBuffer.wrap(value).getInt(),
                new String(value, 4, value.length - 4, StandardCharsets.US_ASCII),
                row.version());
    }

    private static byte[] encoded(DueRow row) {
        byte[] event = row.eventId().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + event.length)
                .putInt(row.minute())
                .put(event)
                .array();
    }

    private static Batch put(Batch batch, DueRow row) {
        batch.put(Namespace.DUE, row.key(), row.encoded());
        row.person()
                .ifPresent(person -> batch.put(
                        Namespace.DUE_BY_SUBJECT,
                        personKey(row.tenantSlot(), person, row.eventId()),
                        ByteBuffer.allocate(4).putInt(row.minute()).array()));
        return batch;
    }

    private static void delete(Batch batch, DueRow row) {
        batch.delete(Namespace.DUE, row.key());
        row.person()
                .ifPresent(person ->
                        batch.delete(Namespace.DUE_BY_SUBJECT, personKey(row.tenantSlot(), person, row.eventId())));
    }

    private static byte[] liveKey(DueRow row) {
        byte[] event = row.eventId().getBytes(StandardCharsets.US_ASCII);
        return recordKey(row.tenantSlot(), row.record().isKnown() ? row.record().key() : event);
    }

    private static byte[] recordKey(int tenantSlot, byte[] record) {
        return ByteBuffer.allocate(1 + record.length)
                .put((byte) tenantSlot)
                .put(record)
                .array();
    }

    private static byte[] personKey(int tenantSlot, SubjectRef person, String eventId) {
        byte[] event = eventId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(11 + event.length)
                .put((byte) tenantSlot)
                .putShort((short) person.scopeSlot())
                .putLong(person.rowId())
                .put(event)
                .array();
    }

    private static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
