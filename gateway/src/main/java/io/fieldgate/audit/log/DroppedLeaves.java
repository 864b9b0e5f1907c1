package io.fieldgate.audit.log;

import io.fieldgate.audit.LeafKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaves nobody waited for that could not even be queued. It happens only when the log already refuses
/// governed requests.
final class DroppedLeaves {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedLeaves.class);

    private final Counter counter;

    DroppedLeaves(MeterRegistry metrics) {
        counter = Counter.builder("fieldgate.audit.notes.lost")
                .description("leaves nobody waits for that were lost to a full queue")
                .register(metrics);
    }

    void count(LeafKind kind) {
        if (counter.count() == 0) {
            LOG.atError().addKeyValue("rule", kind.word()).log("leaf lost");
        }
        counter.increment();
    }
}
