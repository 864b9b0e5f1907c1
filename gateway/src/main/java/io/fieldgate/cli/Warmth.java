package io.fieldgate.cli;

import java.util.Optional;

/// When this process listened and when it was warm, in milliseconds after its start. Thread rule: safe for many
/// threads.
final class Warmth {
    private volatile long listening = -1;
    private volatile long warm = -1;

    void listeningAfter(long millis) {
        listening = millis;
    }

    void warmAfter(long millis) {
        warm = millis;
    }

    /// -1 before it happened.
    long listeningMillis() {
        return listening;
    }

    long warmMillis() {
        return warm;
    }

    Optional<String> cause() {
        return warm >= 0 ? Optional.empty() : Optional.of("The program is warming up on synthetic requests.");
    }
}
