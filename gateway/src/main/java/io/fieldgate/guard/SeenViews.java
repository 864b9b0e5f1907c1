package io.fieldgate.guard;

import io.fieldgate.policy.Caller;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// In which views each reader has been shown each record in the last 24 hours, so that what he may see in one role can
/// be laid beside what he saw in another. A reader is one staff id of one organisation; who works for two is two.
///
/// **What is kept.** A row in the state (reader 16 ‖ record 16 ‖ view) with the last time, which dies after [#WINDOW].
/// The record stands under a keyed name: nothing that can be read back.
///
/// A view is noted before the others are read, so of two roles that ask at once at least one finds the other.
/// Thread rule: safe for many threads; blocks on the state. Errors: `StateUnavailable`; nothing is shown then.
public final class SeenViews {
    static final Duration WINDOW = Duration.ofHours(24);

    private static final Duration NOTED = Duration.ofMinutes(10); // a later look moves the time of an earlier one
    private static final int MOST = 1_000; // views of one record by one reader; a register has fewer

    private final StateStore state;

    private SeenViews(StateStore state) {
        this.state = state;
    }

    public static SeenViews open(StateStore state) {
        return new SeenViews(state);
    }

    /// Notes that the reader is about to be shown these records in this view. Durable when it returns.
    /// @return per record the views he has seen of it, this one included
    public Map<RevealMeter.Person, Set<String>> note(
            Caller caller, String view, Collection<RevealMeter.Person> records, Instant now) {
        ByteBuffer reader = LegalScale.readerName(caller);
        Batch batch = new Batch();
        for (RevealMeter.Person record : records) {
            byte[] key = key(reader, record, view);
            Row row = state.get(Namespace.SEEN_VIEWS, key);
            if (row == null || at(row).isBefore(now.minus(NOTED))) {
                byte[] time = ByteBuffer.allocate(Long.BYTES)
                        .putLong(now.getEpochSecond())
                        .array();
                batch.put(Namespace.SEEN_VIEWS, key, time, now.plus(WINDOW).getEpochSecond());
            }
        }
        if (!batch.isEmpty()) {
            state.commit(batch);
        }
        Map<RevealMeter.Person, Set<String>> seen = new HashMap<>();
        records.forEach(record -> seen.put(record, views(reader, record, now)));
        return seen;
    }

    private Set<String> views(ByteBuffer reader, RevealMeter.Person record, Instant now) {
        byte[] from = key(reader, record, "");
        byte[] end = Arrays.copyOf(from, from.length + 1);
        end[from.length] = (byte) 0xFF; // in no text
        List<Row> rows = state.scan(Namespace.SEEN_VIEWS, from, end, MOST);
        Set<String> views = new HashSet<>();
        for (Row row : rows) {
            if (at(row).isAfter(now.minus(WINDOW))) {
                views.add(new String(row.key(), from.length, row.key().length - from.length, StandardCharsets.UTF_8));
            }
        }
        return views;
    }

    private static Instant at(Row row) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(row.value()).getLong());
    }

    private static byte[] key(ByteBuffer reader, RevealMeter.Person record, String view) {
        byte[] name = view.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(reader.remaining() + RevealMeter.Person.BYTES + name.length)
                .put(reader.duplicate())
                .putLong(record.high())
                .putLong(record.low())
                .put(name)
                .array();
    }
}
