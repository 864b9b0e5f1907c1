package io.fieldgate.state;

import io.fieldgate.outage.StateUnavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A store that can be read and, while [#full], not written, as with a full disk; while [#away] it answers nothing.
public final class FullStore implements StateStore {
    public volatile boolean full;
    public volatile boolean away;
    private final MemoryStore store = new MemoryStore();

    @Override
    public @Nullable Row get(Namespace namespace, byte[] key) {
        mustBeThere();
        return store.get(namespace, key);
    }

    @Override
    public List<Row> scan(Namespace namespace, byte[] from, byte[] to, int limit) {
        mustBeThere();
        return store.scan(namespace, from, to, limit);
    }

    @Override
    public void commit(Batch batch) {
        mustBeThere();
        if (full) {
            throw new StateUnavailable("The disk of the state is full.");
        }
        store.commit(batch);
    }

    private void mustBeThere() {
        if (away) {
            throw new StateUnavailable("The state is away.");
        }
    }

    @Override
    public List<Row> expired(long epochSecond, int limit) {
        return store.expired(epochSecond, limit);
    }

    @Override
    public void close() {
        store.close();
    }
}
