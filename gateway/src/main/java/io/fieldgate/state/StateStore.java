package io.fieldgate.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A durable ordered map of small rows. Keys compare as unsigned bytes.
/// Errors: [StateUnavailable] from every method when the engine cannot answer; nothing was changed then.
/// Thread rule: safe for many threads; methods block, so never from an event loop.
public interface StateStore extends AutoCloseable {

    @Nullable
    Row get(Namespace namespace, byte[] key);

    /// Rows with `from <= key < to` in key order, at most `limit`.
    List<Row> scan(Namespace namespace, byte[] from, byte[] to, int limit);

    /// Durable when it returns. @throws StateConflict when a check does not hold; then nothing was written
    void commit(Batch batch);

    /// Rows of any namespace whose expiry is before `epochSecond`, oldest first.
    List<Row> expired(long epochSecond, int limit);

    /// Makes deleted bytes unreadable in the engine's own files as far as the engine can (SQLite: truncates its
    /// write-ahead log).
    default void scrub() {}

    @Override
    void close();
}
