package io.fieldgate.alert;

import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each `alert` leaf to each channel: at least once, in order, from the log itself, so that neither a receiver
/// that is away nor the end of the process loses one. Where a channel is (its name → position 8 ‖ origin of the
/// log) is in the state; a channel that is new begins with the alarms after its first start.
///
/// A leaf is sent when a signed head covers it, within a second or so. What was not taken is sent again after 1 s,
/// 2 s, 4 s, … [#LONGEST_WAIT]. After [#SILENCE] without success the channel is silent: that is said in
/// [#silence], a metric and one `alert` leaf of its own, which the other channels bring out.
/// Thread rule: one virtual thread for each channel.
public final class AlertDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final long FAR = 10_000; // leaves without an alarm after which the position is written all the same

    private final AuditLog log;
    private final StateStore state;
    private final List<Line> lines;
    private final Duration silence;
    private final CountDownLatch closing = new CountDownLatch(1);

    /// One channel and how far it is. All but the volatile members belong to the line's thread.
    private static final class Line {
        final AlertChannel channel;
        final byte[] key;
        final Counter sent;

        @Nullable
        Thread thread; // of the starting thread

        long next;
        long written;
        Duration wait = Duration.ZERO;
        int failures;
        boolean told;
        volatile long failingSince; // nanoTime | 1; 0 while all is well
        volatile String why = "";

        Line(AlertChannel channel, Counter sent) {
            this.channel = channel;
            this.key = channel.name().getBytes(StandardCharsets.US_ASCII);
            this.sent = sent;
        }

        Duration failing() {
            long since = failingSince;
            return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
        }
    }

    private AlertDelivery(AuditLog log, StateStore state, List<Line> lines, Duration silence) {
        this.log = log;
        this.state = state;
        this.lines = lines;
        this.silence = silence;
    }

    /// Notes where each new channel begins, and starts to send.
    public static AlertDelivery start(
            AuditLog log, StateStore state, List<AlertChannel> channels, MeterRegistry metrics) {
        return start(log, state, channels, metrics, SILENCE);
    }

    /// @param silence how long a channel may take nothing before that is said
    static AlertDelivery start(
            AuditLog log, StateStore state, List<AlertChannel> channels, MeterRegistry metrics, Duration silence) {
        List<Line> lines = channels.stream()
                .map(channel -> new Line(
                        channel,
                        Counter.builder("fieldgate.alerts.sent")
                                .description("alarms a channel has taken")
                                .tag("channel", channel.name())
                                .register(metrics)))
                .toList();
        AlertDelivery delivery = new AlertDelivery(log, state, lines, silence);
        for (Line line : lines) {
            delivery.begin(line);
            Gauge.builder(
                            "fieldgate.alerts.silent.seconds",
                            line,
                            each -> each.failing().toSeconds())
                    .description("how long a channel has taken no alarm that waits for it")
                    .tag("channel", line.channel.name())
                    .register(metrics);
            line.thread =
                    Thread.ofVirtual().name("alerts-" + line.channel.name()).start(() -> delivery.run(line));
        }
        return delivery;
    }

    /// Which channels take nothing, since when and why; empty where all do.
    public Optional<String> silence() {
        List<String> silent = lines.stream()
                .filter(this::isSilent)
                .map(line -> "`" + line.channel.name() + "` has taken no alarm for "
                        + line.failing().toMinutes() + " min: " + line.why)
                .toList();
        return silent.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", silent));
    }

    private boolean isSilent(Line line) {
        return line.failing().compareTo(silence) >= 0;
    }

    private void begin(Line line) {
        LogReader reader = log.reader();
        Row row = state.get(Namespace.ALERT_POSITION, line.key);
        if (row != null && origin(row).equals(reader.origin())) {
            line.next = ByteBuffer.wrap(row.value()).getLong();
            line.written = line.next;
        } else {
            line.next = row == null ? reader.size() : 0; // a new log after a fork is read from its first leaf
            write(line, reader.origin());
        }
    }

    private static String origin(Row row) {
        return new String(row.value(), Long.BYTES, row.value().length - Long.BYTES, StandardCharsets.UTF_8);
    }

    private void run(Line line) {
        try {
            do {
                step(line);
            } while (!closing.await((line.wait.isZero() ? LOOK : line.wait).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody does that; the thread ends, and the next start goes on
        }
    }

    private void step(Line line) {
        try {
            int before = line.failures;
            LogReader reader = log.reader();
            reader.forEach(line.next, reader.size(), leaf -> bring(line, leaf, reader.origin()));
            if (line.failures == before) {
                well(line);
            }
        } catch (StateUnavailable cause) {
            failed(line, "The position cannot be written."); // what was taken may be sent again: at least once
        } catch (LogDamaged cause) {
            failed(line, "The log cannot be read.");
        }
    }

    /// @return false where the leaf must be brought again
    private boolean bring(Line line, Leaf leaf, String origin) {
        if (leaf.is(LeafKind.ALERT)) {
            Optional<String> refused = line.channel.send(message(leaf, origin));
            if (refused.isPresent()) {
                failed(line, refused.get());
                return false;
            }
            line.sent.increment();
            line.next = leaf.index() + 1;
            write(line, origin);
        } else {
            line.next = leaf.index() + 1;
            if (line.next - line.written >= FAR) {
                write(line, origin);
            }
        }
        return closing.getCount() > 0;
    }

    private static AlertChannel.Message message(Leaf leaf, String origin) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("{\"index\":" + leaf.index() + ",\"leaf\":").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(leaf.bytes());
        body.writeBytes((",\"origin\":\"" + origin + "\"}").getBytes(StandardCharsets.UTF_8));
        return new AlertChannel.Message(leaf.text("id"), leaf.micros(), body.toByteArray());
    }

    private void write(Line line, String origin) {
        byte[] name = origin.getBytes(StandardCharsets.UTF_8);
        byte[] value = ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(line.next)
                .put(name)
                .array();
        state.commit(new Batch().put(Namespace.ALERT_POSITION, line.key, value));
        line.written = line.next;
    }

    private static void well(Line line) {
        if (line.told) {
            LOG.atInfo().addKeyValue("took", line.channel.name()).log("Alarms are taken again.");
        }
        line.failingSince = 0;
        line.wait = Duration.ZERO;
        line.told = false;
    }

    private void failed(Line line, String why) {
        line.failures++;
        line.why = why;
        line.failingSince = line.failingSince == 0 ? System.nanoTime() | 1 : line.failingSince;
        Duration twice = line.wait.isZero() ? FIRST_WAIT : line.wait.multipliedBy(2);
        line.wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
        if (isSilent(line) && !line.told) {
            line.told = true;
            LOG.atError().addKeyValue("error", why).log("A channel takes no alarms.");
            log.note(new GovernanceEvent.Alert("alerts-silent", line.failing().toMinutes()));
        }
    }

    /// Waits for an alarm that is being sent; what is not out yet is sent after the next start.
    @Override
    public void close() {
        closing.countDown();
        try {
            for (Line line : lines) {
                if (line.thread != null) {
                    line.thread.join(CLOSE);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever closes is in a hurry
        }
    }
}
