package io.fieldgate.state;

import io.fieldgate.outage.StateUnavailable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A store that forgets everything when it closes. For tests and for trying things out; it keeps no promise
/// over a restart.
/// Thread rule: all rows are guarded by this object's lock.
public final class MemoryStore implements StateStore {

    @SuppressWarnings("ArrayRecordComponent") // compared by ORDER only, never by equals
    private record Key(int namespace, byte[] key) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparingInt(Key::namespace).thenComparing(Key::key, Arrays::compareUnsigned);

    private final TreeMap<Key, Row> rows = new TreeMap<>(ORDER);
    private boolean closed;

    @Override
    public synchronized @Nullable Row get(Namespace namespace, byte[] key) {
        checkOpen();
        Row row = rows.get(new Key(namespace.code(), key));
        return row == null ? null : copy(row);
    }

    @Override
    public synchronized List<Row> scan(Namespace namespace, byte[] from, byte[] to, int limit) {
        checkOpen();
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return List.of();
        }
        return rows.subMap(new Key(namespace.code(), from), new Key(namespace.code(), to)).values().stream()
                .limit(limit)
                .map(MemoryStore::copy)
                .toList();
    }

    @Override
    public synchronized void commit(Batch batch) {
        checkOpen();
        for (Batch.Step step : batch.steps()) {
            if (step instanceof Batch.Check check && version(check) != check.version()) {
                throw Batch.conflict(check);
            }
        }
        batch.steps().forEach(this::apply);
    }

    private long version(Batch.Check check) {
        Row row = rows.get(new Key(check.namespace().code(), check.key()));
        return row == null ? 0 : row.version();
    }

    private void apply(Batch.Step step) {
        Key key = new Key(step.namespace().code(), step.key().clone());
        switch (step) {
            case Batch.Check _ -> {
                // held before the first write
            }
            case Batch.Delete _ -> rows.remove(key);
            case Batch.Put put -> {
                Row old = rows.get(key);
                long version = old == null ? 1 : old.version() + 1;
                rows.put(
                        key,
                        new Row(
                                put.namespace(),
                                key.key(),
                                version,
                                put.expiresAt(),
                                put.value().clone()));
            }
        }
    }

    @Override
    public synchronized List<Row> expired(long epochSecond, int limit) {
        checkOpen();
        List<Row> due = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.expiresAt() != 0 && row.expiresAt() < epochSecond) {
                due.add(copy(row));
            }
        }
        due.sort(Comparator.comparingLong(Row::expiresAt));
        return List.copyOf(due.subList(0, Math.min(limit, due.size())));
    }

    @Override
    public synchronized void close() {
        closed = true;
        rows.clear();
    }

    private void checkOpen() {
        if (closed) {
            throw new StateUnavailable("The state store is closed.");
        }
    }

    private static Row copy(Row row) {
        return new Row(
                row.namespace(),
                row.key().clone(),
                row.version(),
                row.expiresAt(),
                row.value().clone());
    }
}
