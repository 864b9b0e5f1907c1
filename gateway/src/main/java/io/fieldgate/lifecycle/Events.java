package io.fieldgate.lifecycle;

import java.time.Instant;

/// Declared events (`campaign declare EVENT`): end classes learn their end, with leaf.
public final class Events {

    public void declare(String event, Instant at, String trace) {
        throw new IllegalStateException("not built");
    }
}
