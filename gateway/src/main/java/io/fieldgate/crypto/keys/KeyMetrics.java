package io.fieldgate.crypto.keys;

import io.fieldgate.outage.KeysUnavailable;
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
        unwrap = registry == null
                ? null
                : Timer.builder("fieldgate.keys.unwrap")
                        .description("time the custodian takes to unwrap a seed")
                        .register(registry);
        unavailable = registry == null
                ? null
                : Counter.builder("fieldgate.keys.unavailable")
                        .description("times the custodian could not answer")
                        .register(registry);
        created = registry == null
                ? null
                : Counter.builder("fieldgate.keys.made")
                        .description("keys made since the start")
                        .register(registry);
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
