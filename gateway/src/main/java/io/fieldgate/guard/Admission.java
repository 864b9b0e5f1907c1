package io.fieldgate.guard;

import java.util.Optional;

/// A permit for each exchange, with a bound per app and one for all. No permit → 503 with Retry-After, no body byte read.
/// Thread rule: safe for many threads; never blocks.
public final class Admission {

    /// Held while the exchange runs; closing twice is harmless.
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    public Optional<Permit> enter(String app) {
        throw new IllegalStateException("not built");
    }
}
