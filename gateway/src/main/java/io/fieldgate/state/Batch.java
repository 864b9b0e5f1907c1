package io.fieldgate.state;

import java.util.ArrayList;
import java.util.List;

/// Writes that become durable together or not at all. Not thread-safe; hand it over once.
public final class Batch {

    sealed interface Step {
        Namespace namespace();

        byte[] key();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Check(Namespace namespace, byte[] key, long version) implements Step {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Put(Namespace namespace, byte[] key, byte[] value, long expiresAt) implements Step {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Delete(Namespace namespace, byte[] key) implements Step {}

    private final List<Step> steps = new ArrayList<>();

    /// The whole batch fails with [StateConflict] unless the row has this version before it; 0 means the row
    /// must be absent.
    /// Checks hold or fail before the first write of the batch, wherever they stand in it.
    public Batch check(Namespace namespace, byte[] key, long version) {
        steps.add(new Check(namespace, key, version));
        return this;
    }

    public Batch put(Namespace namespace, byte[] key, byte[] value) {
        return put(namespace, key, value, 0);
    }

    /// @param expiresAt epoch seconds, 0 for never
    public Batch put(Namespace namespace, byte[] key, byte[] value, long expiresAt) {
        steps.add(new Put(namespace, key, value, expiresAt));
        return this;
    }

    public Batch delete(Namespace namespace, byte[] key) {
        steps.add(new Delete(namespace, key));
        return this;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    static StateConflict conflict(Check check) {
        return new StateConflict("A row of " + check.namespace() + " is not at version " + check.version() + ".");
    }
}
