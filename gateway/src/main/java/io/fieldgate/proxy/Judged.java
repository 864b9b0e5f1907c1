package io.fieldgate.proxy;

import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.enforce.Decision;
import io.fieldgate.enforce.DecisionTime;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.Standing;

/// A request that goes on: who sends it, what was built, on whom it bears. Closing it ends the use of the
/// person's salts.
/// @param eventId id of the `intent` leaf and the `Idempotency-Key`
record Judged(
        Scene scene, Route route, Decision.Forward forward, Standing standing, DecisionTime moment, String eventId)
        implements AutoCloseable {

    @Override
    public void close() {
        standing.subject().ifPresent(Subject::close);
    }

    @Override
    public String toString() {
        return "Judged[" + scene.trace() + "]";
    }
}
