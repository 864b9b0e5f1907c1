package io.fieldgate.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes that become durable together or not at all. Not thread-safe; hand it over once.
public final class Batch {

    sealed interface Step {
        Namespace namespace();

        byte[] key();

        /// Whether both are about one row.
        default boolean isAt(Step other) {
            return namespace() == other.namespace() && Arrays.equals(key(), other.key());
        }
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

    /// A row that must be absent and that this batch writes once: inserting it is its check. Null where there is none.
    @Nullable
    Put fresh() {
        for (Step step : steps) {
            if (step instanceof Check check && check.version() == 0 && onlyWrite(check) instanceof Put put) {
                return put;
            }
        }
        return null;
    }

    /// The one step that changes the checked row; null where there is none or more than one.
    private @Nullable Step onlyWrite(Check check) {
        Step found = null;
        for (Step step : steps) {
            if (!(step instanceof Check) && step.isAt(check)) {
                if (found != null) {
                    return null;
                }
                found = step;
            }
        }
        return found;
    }

    static StateConflict conflict(Check check) {
        return new StateConflict("A row of " + check.namespace() + " is not at version " + check.version() + ".");
    }
}
