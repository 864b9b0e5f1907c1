package io.fieldgate.crypto;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is counted about keys: `fieldgate.keys.unwrap` (seconds at the custodian), `fieldgate.keys.unavailable`,
/// `fieldgate.keys.made`. No label: a tenant has one key domain, and key names are no labels.
final class KeyMetrics {
    private final @Nullable Timer unwrap;
    private final @Nullable Counter unavailable;
    private final @Nullable Counter created;

    KeyMetrics(@Nullable MeterRegistry registry) {
        unwrap = registry == null ? null : registry.timer("fieldgate.keys.unwrap");
        unavailable = registry == null ? null : registry.counter("fieldgate.keys.unavailable");
        created = registry == null ? null : registry.counter("fieldgate.keys.made");
    }

    byte[] timed(Supplier<byte[]> call) {
        long start = System.nanoTime();
        try {
            return call.get();
        } catch (KeysUnavailable closed) {
            if (unavailable != null) {
                unavailable.increment();
            }
            throw closed;
        } finally {
            if (unwrap != null) {
                unwrap.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        }
    }

    void created() {
        if (created != null) {
            created.increment();
        }
    }
}
