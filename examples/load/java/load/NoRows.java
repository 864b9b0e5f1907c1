package load;

import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Forgets every row at once: what the gateway would cost if it owed the apps no deletion. Only the rig has it.
final class NoRows implements StateStore {
    @Override
    public @Nullable Row get(Namespace namespace, byte[] key) {
        return null;
    }

    @Override
    public List<Row> scan(Namespace namespace, byte[] from, byte[] to, int limit) {
        return List.of();
    }

    @Override
    public List<Row> expired(long epochSecond, int limit) {
        return List.of();
    }

    @Override
    public void commit(Batch batch) {}

    @Override
    public void scrub() {}

    @Override
    public void close() {}
}
