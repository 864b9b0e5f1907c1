package io.fieldgate.audit;

import io.fieldgate.state.StateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// The append-only log of this node. What the disk has not confirmed did not happen.
/// Thread rule: every method may be called from any thread but an event loop.
public final class AuditLog implements AutoCloseable {
    private final AuditSettings settings;

    private AuditLog(AuditSettings settings) {
        this.settings = settings;
    }

    /// Recovers the log, writes its `boot` leaf and starts its threads.
    /// @param fatal called once when a write or fsync failed: the process must end with exit code 3
    public static AuditLog open(
            AuditSettings settings,
            LogSigner signer,
            StateStore state,
            InstantSource clock,
            SecureRandom random,
            MeterRegistry metrics,
            Runnable fatal) {
        return new AuditLog(settings);
    }

    /// Returns when the leaf is durable. @throws AuditUnavailable when it is not within the deadline, or cannot become so
    public Position append(AuditEvent event) {
        if (settings.segmentBytes() > 0) {
            throw new AuditUnavailable("The log is not built.");
        }
        return new Position(settings.origin(), 0);
    }

    /// Queues a leaf nobody waits for. Never throws, never blocks.
    public void note(AuditEvent event) {}

    /// The newest signed head.
    public Head head() {
        return new Head(settings.origin(), 0, "", "");
    }

    /// Why governed requests are refused right now; empty when they are not.
    public Optional<String> unready() {
        return Optional.of("The log is not built.");
    }

    @Override
    public void close() {}
}
