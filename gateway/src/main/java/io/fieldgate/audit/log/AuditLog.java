package io.fieldgate.audit.log;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.Position;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.leaf.LeafEncoder;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.audit.tile.SignedHead;
import io.fieldgate.audit.tile.TileStore;
import io.fieldgate.audit.tlog.VerifierKey;
import io.fieldgate.audit.wal.Disk;
import io.fieldgate.audit.wal.DurableFiles;
import io.fieldgate.audit.wal.PendingLeaf;
import io.fieldgate.audit.wal.RealDisk;
import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.state.StateStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The append-only log of this node. What the disk has not confirmed did not happen.
///
/// An append returns when its leaf is durable and tells nobody anything before; it never hangs and never drops.
/// Refused with [AuditUnavailable] while: the queue is full · the disk is full or a write failed · the log's
/// file was replaced · no head could be signed for `maxUnsignedAge` · a thread of the log has died · the log is
/// closing.
/// Thread rule: every method may be called from any thread but an event loop.
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final long BOOT_DEADLINE_MILLIS = 10_000;
    private static final long CLOSE_MILLIS = 10_000;
    private static final long SETTLE_POLL_NANOS = 200_000; // 0.2 ms
    private static final long MINUTE_MILLIS = 60_000;

    private final AuditSettings settings;
    private final InstantSource clock;
    private final LogLock lock;
    private final LeafQueue queue;
    private final WalWriter writer;
    private final Integrator integrator;
    private final Publisher publisher;
    private final DenialCoalescer denialCoalescer = new DenialCoalescer();
    private final DayCloser days;
    private final Deadlines deadlines = new Deadlines();
    private final DroppedLeaves lost;
    private final RecoveredLog recoveredLog;
    private final String vkey;
    private volatile boolean closing;

    private AuditLog(
            AuditSettings settings,
            LogLock lock,
            LogRecovery.Result found,
            InstantSource clock,
            SecureRandom random,
            MeterRegistry metrics,
            Disk disk,
            String vkey,
            Runnable fatal)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.lock = lock;
        this.vkey = vkey;
        this.recoveredLog = found.recovered();
        this.integrator = found.integrator();
        this.lost = new DroppedLeaves(metrics);
        this.queue = new LeafQueue(new LeafEncoder(settings.node(), clock, random), clock, found.lastMicros());
        this.writer = new WalWriter(disk, settings, queue, integrator, found.nextSegment(), metrics, fatal);
        this.publisher = new Publisher(settings, integrator, writer, queue, this::tick);
        this.days = new DayCloser(clock, integrator, this::settledReader, event -> queue.add(event, null));
        Gauge.builder("fieldgate.audit.log.size", integrator, Integrator::accepted)
                .description("leaves in the log")
                .register(metrics);
        Gauge.builder("fieldgate.audit.queue.length", queue, LeafQueue::size)
                .description("leaves waiting for the disk")
                .register(metrics);
        Gauge.builder("fieldgate.audit.unsigned.seconds", integrator, tree -> tree.unsignedMillis() / 1000.0)
                .description("age of the oldest leaf no checkpoint covers")
                .register(metrics);
    }

    /// Recovers the log, writes its `boot` leaf and starts its threads.
    /// @param fatal called once, on a thread of its own, when a write or fsync failed: the process must end
    /// with exit code 3
    /// @throws LogDamaged when the log on disk is not the one that was signed
    /// @throws AuditUnavailable when the folder is locked by another gateway or cannot be written
    public static AuditLog open(
            AuditSettings settings,
            LogSigner signer,
            StateStore state,
            InstantSource clock,
            SecureRandom random,
            MeterRegistry metrics,
            Runnable fatal) {
        return open(settings, signer, state, clock, random, metrics, fatal, new RealDisk());
    }

    static AuditLog open(
            AuditSettings settings,
            LogSigner signer,
            StateStore state,
            InstantSource clock,
            SecureRandom random,
            MeterRegistry metrics,
            Runnable fatal,
            Disk disk) {
        LogLock lock = LogLock.take(settings.folder());
        AuditLog log = null;
        try {
            DurableFiles.create(settings.folder().resolve("wal"));
            LogRecovery.Result found = new LogRecovery(settings, signer, state).run();
            VerifierKey key = signer.key(settings.origin());
            log = new AuditLog(settings, lock, found, clock, random, metrics, disk, key.text(), fatal);
            log.begin(found);
            return log;
        } catch (IOException e) {
            throw new AuditUnavailable("The log's folder cannot be written.", e);
        } finally {
            if (log == null) {
                lock.release();
            }
        }
    }

    private void begin(LogRecovery.Result found) throws IOException {
        deadlines.start();
        writer.start();
        publisher.start();
        try {
            appendWithin(
                    BOOT_DEADLINE_MILLIS,
                    new LogEvent.Boot(
                            settings.version(),
                            recoveredLog.bytesCut(),
                            recoveredLog.size(),
                            recoveredLog.ending(),
                            settings.retainMonths()));
            LogRecovery.delete(found.segments());
        } catch (AuditUnavailable | IOException e) {
            close();
            throw e;
        }
        for (Leaf intent : recoveredLog.intents()) {
            note(new ExchangeEvent.Outcome(
                    intent.text("trace"), intent.text("app"), intent.index(), "unknown", -1, -1));
        }
        LOG.atInfo()
                .addKeyValue("node", settings.node())
                .addKeyValue("count", recoveredLog.size())
                .addKeyValue("took", recoveredLog.ending())
                .log("log opened");
    }

    /// Returns when the leaf is durable. @throws AuditUnavailable when it is not within the deadline, or cannot
    /// become so
    public Position append(AuditEvent event) {
        String why = refusal(event.kind().isGoverned());
        if (why != null) {
            throw new AuditUnavailable(why);
        }
        return appendWithin(settings.appendDeadline().toMillis(), event);
    }

    private Position appendWithin(long millis, AuditEvent event) {
        PendingLeaf pendingLeaf =
                queue.add(event, Thread.currentThread(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        if (pendingLeaf == null) {
            throw new AuditUnavailable("The log has too many leaves waiting, or is closing.");
        }
        deadlines.watch(pendingLeaf);
        return new Position(settings.origin(), pendingLeaf.await());
    }

    /// Queues a leaf nobody waits for. Never throws, never blocks. Repeated denials are counted and written together.
    public void note(AuditEvent event) {
        if (event instanceof ExchangeEvent.Deny deny) {
            denialCoalescer.offer(deny, minute()).forEach(this::enqueue);
        } else {
            enqueue(event);
        }
    }

    private void enqueue(AuditEvent event) {
        if (writer.isBroken() || queue.add(event, null) == null) {
            lost.count(event.kind());
        }
    }

    private long minute() {
        return Math.floorDiv(clock.millis(), MINUTE_MILLIS);
    }

    private void tick() {
        denialCoalescer.over(minute()).forEach(this::enqueue);
        days.tick();
    }

    private LogReader settledReader() {
        settled(Duration.ofMillis(CLOSE_MILLIS));
        return reader();
    }

    private @Nullable String refusal(boolean governed) {
        if (closing) {
            return "The log is closing.";
        }
        if (!deadlines.isAlive()) {
            return "The log's deadlines are not kept.";
        }
        String why = writer.refusal();
        return why != null || !governed ? why : publisher.refusal();
    }

    /// The newest signed head.
    public SignedHead head() {
        return integrator.head();
    }

    /// Waits until a signed head covers every leaf appended or noted before. The head it returns may be older
    /// when that takes too long.
    public SignedHead settled(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        long before = queue.added();
        try {
            while (!queue.isThrough(before) && System.nanoTime() < end) {
                Thread.sleep(Duration.ofNanos(SETTLE_POLL_NANOS));
            }
            integrator.awaitSigned(integrator.accepted(), end - System.nanoTime());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the caller gets the head there is
        }
        return integrator.head();
    }

    /// Leaves under the newest signed head.
    public LogReader reader() {
        SignedHead signedHead = integrator.head();
        return new LogReader(new TileStore(settings.folder()), signedHead.origin(), signedHead.size());
    }

    /// The folder with `checkpoint` and `tile/`, as it is served.
    public Path folder() {
        return settings.folder();
    }

    /// Verifier key of the log, for trust files.
    public String vkey() {
        return vkey;
    }

    /// What the start found; to be resumed before traffic is accepted.
    public RecoveredLog recovered() {
        return recoveredLog;
    }

    /// Why governed requests are refused right now; empty when they are not.
    public Optional<String> unready() {
        return Optional.ofNullable(refusal(true));
    }

    /// Writes what is queued, the `close` leaf and a head over everything; then removes the write-ahead log.
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        denialCoalescer.rest().forEach(this::enqueue);
        queue.close();
        boolean durable = writer.finish(CLOSE_MILLIS);
        boolean signed = publisher.finish(CLOSE_MILLIS);
        days.finish(Duration.ofMillis(CLOSE_MILLIS));
        writer.discardSpare();
        integrator.close();
        deadlines.stop();
        if (durable && signed) {
            writer.collect(integrator.signed());
        } else {
            LOG.atWarn().addKeyValue("node", settings.node()).log("log closed with unsigned leaves");
        }
        lock.release();
    }
}
