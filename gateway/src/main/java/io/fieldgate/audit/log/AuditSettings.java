package io.fieldgate.audit.log;

import io.fieldgate.audit.LeafText;
import java.nio.file.Path;
import java.time.Duration;

/// How one node keeps its log.
/// @param folder the log's folder, `audit/<node>` under the state folder
/// @param origin `<operator-domain>/fieldgate/<cluster>/<node>/g<generation>`, also the name of the signing key
/// @param segmentBytes size of a write-ahead segment, 1 MiB to 1 GiB
/// @param appendDeadline how long an append may wait before it is refused
/// @param maxUnsignedAge how old the oldest unsigned leaf may be before appends are refused
/// @param pace least time between two fsyncs while leaves queue up; zero for none
/// @param retainMonths how long leaves are kept, written into each `boot` leaf
public record AuditSettings(
        Path folder,
        String origin,
        String node,
        String version,
        int segmentBytes,
        Duration appendDeadline,
        Duration checkpointEvery,
        Duration maxUnsignedAge,
        Duration heartbeatEvery,
        Duration pace,
        int retainMonths) {
    private static final int MIN_SEGMENT = 1 << 20; // 1 MiB
    private static final int MAX_SEGMENT = 1 << 30; // 1 GiB

    public AuditSettings {
        LeafText.declaredName("origin", origin);
        LeafText.declaredName("node", node);
        LeafText.code("version", version);
        if (segmentBytes < MIN_SEGMENT || segmentBytes > MAX_SEGMENT) {
            throw new IllegalArgumentException("A log segment has 1 MiB to 1 GiB.");
        }
        if (retainMonths < 6) {
            throw new IllegalArgumentException("`audit.retain` is at least 6 months (Cybersecurity Law, article 21).");
        }
    }

    /// The shipped settings: 64 MiB segments, 500 ms, 250 ms, 5 s, 60 s, no pacing, 36 months.
    public static AuditSettings of(Path folder, String origin, String node, String version) {
        return new AuditSettings(
                folder,
                origin,
                node,
                version,
                64 << 20,
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ZERO,
                36);
    }

    public AuditSettings withSegmentBytes(int bytes) {
        return new AuditSettings(
                folder,
                origin,
                node,
                version,
                bytes,
                appendDeadline,
                checkpointEvery,
                maxUnsignedAge,
                heartbeatEvery,
                pace,
                retainMonths);
    }

    public AuditSettings withPace(Duration gap) {
        return new AuditSettings(
                folder,
                origin,
                node,
                version,
                segmentBytes,
                appendDeadline,
                checkpointEvery,
                maxUnsignedAge,
                heartbeatEvery,
                gap,
                retainMonths);
    }

    public AuditSettings withAppendDeadline(Duration deadline) {
        return new AuditSettings(
                folder,
                origin,
                node,
                version,
                segmentBytes,
                deadline,
                checkpointEvery,
                maxUnsignedAge,
                heartbeatEvery,
                pace,
                retainMonths);
    }
}
