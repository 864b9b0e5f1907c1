package io.fieldgate.audit.log;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.leaf.Leaf;
import java.util.TreeSet;

/// Intents nobody has closed yet, so that a start need not read the whole log to find them. Thread rule: the
/// integrator's thread.
final class IntentTracker {
    private final TreeSet<Long> open = new TreeSet<>();

    void see(long index, AuditEvent event) {
        see(index, event.kind(), event.of());
    }

    void see(Leaf leaf) {
        leaf.kind().ifPresent(kind -> see(leaf.index(), kind, leaf.number("of")));
    }

    private void see(long index, LeafKind kind, long of) {
        if (kind.opens()) {
            open.add(index);
        }
        if (kind.closes()) {
            open.remove(of);
        }
    }

    /// Open ones in their order.
    Iterable<Long> indexes() {
        return open;
    }

    /// Index below which nothing is open, in a log of this size.
    long from(long size) {
        return open.isEmpty() ? size : open.first();
    }
}
