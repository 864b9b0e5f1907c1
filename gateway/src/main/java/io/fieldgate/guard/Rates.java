package io.fieldgate.guard;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.policy.AppPolicy;
import java.time.Duration;
import java.util.Optional;

/// Limits of one caller: `per-client` (by credential, or by address where nobody is named; in memory, keyed) and `per-person`
/// (the caller's own subject; in state, so that a restart does not give a second booking).
public final class Rates {

    /// @param client stable key of the caller for this process: never logged
    /// @return how long to wait, empty when admitted
    public Optional<Duration> perClient(AppPolicy app, String client) {
        throw new IllegalStateException("not built");
    }

    /// Reserves the one booking in the window; undone by [#release] when the exchange fails before the backend answered 2xx.
    /// @return false when the person has had his in this window (409)
    public boolean reserve(AppPolicy app, SubjectRef person) {
        throw new IllegalStateException("not built");
    }

    public void release(AppPolicy app, SubjectRef person) {
        throw new IllegalStateException("not built");
    }
}
