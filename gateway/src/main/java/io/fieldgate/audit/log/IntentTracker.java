package io.fieldgate.audit.log;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.leaf.Leaf;
import java.util.TreeSet;

/// Intents nobody has closed yet, so that a start need not read the whole log to find them. Thread rule: the
/// integrator's thread.
final class IntentTracker {
    private final TreeSet<Long> open = new TreeSet<>();

    void see(long index, AuditEvent event) {
        switch (event) {
            case AuditEvent.Intent _, AuditEvent.ShredIntent _, AuditEvent.EraseIntent _ -> open.add(index);
            case AuditEvent.Outcome outcome -> open.remove(outcome.of());
            case AuditEvent.ShredDone done -> open.remove(done.of());
            case AuditEvent.EraseDone done -> open.remove(done.of());
            case AuditEvent.Reveal _,
                    AuditEvent.Deny _,
                    AuditEvent.Consent _,
                    AuditEvent.KeyCreate _,
                    AuditEvent.ClockEvent _,
                    AuditEvent.PolicyLoad _,
                    AuditEvent.PolicyReject _,
                    AuditEvent.Campaign _,
                    AuditEvent.Query _,
                    AuditEvent.Export _,
                    AuditEvent.Alert _,
                    AuditEvent.Own _ -> {
                // neither opens nor closes anything
            }
        }
    }

    void see(Leaf leaf) {
        switch (leaf.kind()) {
            case "intent", "shred.intent", "erase.intent" -> open.add(leaf.index());
            case "outcome", "shred.done", "erase.done" -> open.remove(leaf.number("of"));
            default -> {
                // neither opens nor closes anything
            }
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
