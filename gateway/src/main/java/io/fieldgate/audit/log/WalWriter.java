package io.fieldgate.audit.log;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.wal.Disk;
import io.fieldgate.audit.wal.DurableFiles;
import io.fieldgate.audit.wal.PendingLeaf;
import io.fieldgate.audit.wal.Segment;
import io.fieldgate.audit.wal.WalBatch;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes leaves durable: one thread, one batch, one fsync, whatever came in during the last one.
///
/// Order inside a batch: write, force, look whether the file is still the one its path names, hand over to the
/// integrator, release waiters.
/// A failed write or force ends the log for good: a later force could lie, so nothing is tried again and the
/// process must restart.
/// Thread rule: everything belongs to the thread `audit-writer`, but the volatile fields and the two queues.
final class WalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(WalWriter.class);
    private static final int MAX_LEAVES = 1024;
    private static final int MAX_BYTES = 1 << 20; // 1 MiB
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// A segment nothing is written to any more. @param end one past its last leaf
    record Retired(Path path, long end) {}

    private final Disk disk;
    private final Path folder;
    private final AuditSettings settings;
    private final LeafQueue queue;
    private final Integrator integrator;
    private final Runnable fatal;
    private final Timer forces;
    private final DistributionSummary batches;
    private final Thread thread;
    private final AtomicReference<@Nullable Segment> spare = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Retired> retired = new ConcurrentLinkedQueue<>();
    private Segment segment;
    private int lastNumber;
    private long nextIndex;
    private long lastForceAt;
    private int lastCount;
    private volatile @Nullable String refusal;
    private volatile boolean broken;
    private volatile boolean finished;

    WalWriter(
            Disk disk,
            AuditSettings settings,
            LeafQueue queue,
            Integrator integrator,
            int firstSegment,
            MeterRegistry metrics,
            Runnable fatal)
            throws IOException {
        this.disk = disk;
        this.folder = settings.folder().resolve("wal");
        this.settings = settings;
        this.queue = queue;
        this.integrator = integrator;
        this.fatal = fatal;
        this.nextIndex = integrator.accepted();
        this.forces = Timer.builder("fieldgate.audit.fsync")
                .description("time of one forced write")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        this.batches = DistributionSummary.builder("fieldgate.audit.batch.leaves")
                .description("leaves forced to the disk at once")
                .register(metrics);
        this.lastNumber = firstSegment;
        this.segment = Segment.create(disk, folder, firstSegment, settings.segmentBytes());
        this.thread = Thread.ofPlatform().name("audit-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Why nothing can be appended now, or null.
    @Nullable
    String refusal() {
        return !thread.isAlive() && !finished ? "The log's writer has stopped." : refusal;
    }

    boolean isBroken() {
        return broken;
    }

    private void run() {
        try {
            while (true) {
                pace();
                List<PendingLeaf> batch = queue.take(MAX_LEAVES, MAX_BYTES);
                if (batch == null) {
                    break;
                }
                write(batch);
            }
            finished = true;
            if (!broken) {
                PendingLeaf close = queue.stamp(new LogEvent.Close(nextIndex + 1));
                write(List.of(close));
            }
        } catch (RuntimeException | Error e) {
            breakDown("The log's writer has stopped.", e);
        }
    }

    /// Under load, lets more leaves share the next force; an idle log never waits.
    private void pace() {
        if (lastCount > 1) {
            long left = settings.pace().toNanos() - (System.nanoTime() - lastForceAt);
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    private void write(List<PendingLeaf> batch) {
        if (broken) {
            batch.forEach(
                    pendingLeaf -> pendingLeaf.fail("The log could not be written; the gateway must restart.", null));
            queue.finished(batch.size());
            return;
        }
        List<byte[]> leaves =
                batch.stream().map(pendingLeaf -> pendingLeaf.leaf).toList();
        if (!segment.holds(WalBatch.size(leaves)) && !roll()) {
            postpone(batch);
            return;
        }
        try {
            lastForceAt = System.nanoTime();
            segment.append(WalBatch.encode(segment.number(), nextIndex, leaves));
        } catch (IOException e) {
            batch.forEach(pendingLeaf -> pendingLeaf.fail("The log could not be written.", e));
            queue.finished(batch.size());
            breakDown("The log could not be written; the gateway must restart.", e);
            return;
        }
        forces.record(System.nanoTime() - lastForceAt, TimeUnit.NANOSECONDS);
        batches.record(batch.size());
        lastCount = batch.size();
        long first = nextIndex;
        nextIndex += batch.size();
        boolean inPlace = segment.isInPlace();
        integrator.accept(first, batch);
        queue.finished(batch.size());
        if (inPlace) {
            release(first, batch);
        } else {
            replaced(first, batch);
        }
    }

    private void release(long first, List<PendingLeaf> batch) {
        for (int i = 0; i < batch.size(); i++) {
            PendingLeaf pendingLeaf = batch.get(i);
            if (!pendingLeaf.complete(first + i) && pendingLeaf.isAwaited()) {
                withheld(pendingLeaf.event, first + i);
            }
        }
    }

    /// Whoever waited was told no, yet the leaf stands: say so in the log, or it would claim a crossing that
    /// never happened.
    private void withheld(AuditEvent event, long index) {
        if (event instanceof ExchangeEvent.Crossing crossing) {
            Access access = crossing.access();
            queue.add(new ExchangeEvent.Outcome(access.trace(), access.app(), index, "withheld", -1, -1), null);
        }
    }

    /// The file at the path is not the one that was written to. What the open file holds is signed from memory,
    /// then a new segment begins.
    private void replaced(long first, List<PendingLeaf> batch) {
        String why = "The log's file was removed or replaced; what was written is being signed.";
        refusal = why;
        LOG.atError().addKeyValue("node", settings.node()).log("log file removed or replaced");
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).fail(why, null);
            withheld(batch.get(i).event, first + i);
        }
        queue.add(new GovernanceEvent.Alert("log-file-replaced", 1), null);
        while (integrator.signed() < nextIndex && !queue.isClosed()) {
            integrator.hurry();
            LockSupport.parkNanos(this, RETRY_NANOS);
        }
        keepForeignFile();
        while (!roll() && !queue.isClosed()) {
            LockSupport.parkNanos(this, RETRY_NANOS);
        }
        refusal = null;
    }

    private void keepForeignFile() {
        try {
            DurableFiles.create(folder);
            Path path = segment.path();
            if (Files.exists(path)) {
                Files.move(
                        path,
                        path.resolveSibling(path.getFileName() + ".foreign"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("took", "rename").log("foreign log file stays in place");
        }
    }

    /// Goes on in a fresh segment; false when there is no room for one.
    private boolean roll() {
        Segment next = spare.getAndSet(null);
        if (next != null && !next.isInPlace()) {
            next.close(); // taken away before it was used; its number is not used again
            next = null;
        }
        try {
            if (next == null) {
                DurableFiles.create(folder);
                next = Segment.create(disk, folder, nextNumber(), settings.segmentBytes());
            }
        } catch (IOException e) {
            return false;
        }
        retired.add(new Retired(segment.path(), nextIndex));
        segment.close();
        segment = next;
        return true;
    }

    private synchronized int nextNumber() {
        return ++lastNumber;
    }

    /// No room: whoever waits is refused, what nobody waits for stays, and room is looked for until it is there.
    private void postpone(List<PendingLeaf> batch) {
        String why = "The audit disk has no room for another segment.";
        refusal = why;
        List<PendingLeaf> kept = new ArrayList<>();
        for (PendingLeaf pendingLeaf : batch) {
            if (pendingLeaf.isAwaited()) {
                pendingLeaf.fail(why, null);
            } else {
                kept.add(pendingLeaf);
            }
        }
        queue.finished(batch.size() - kept.size());
        queue.putBack(kept);
        while (!queue.isClosed()) {
            LockSupport.parkNanos(this, RETRY_NANOS);
            if (roll()) {
                refusal = null;
                return;
            }
        }
        queue.failAll(why, null);
        broken = true; // closing without room: the next start writes what is missing
    }

    private void breakDown(String why, Throwable cause) {
        broken = true;
        refusal = why;
        queue.close();
        queue.failAll(why, cause);
        LOG.atError().setCause(cause).addKeyValue("node", settings.node()).log("log cannot be written");
        Thread.ofPlatform().name("audit-fatal").start(fatal);
    }

    /// Called by the publisher: keeps one segment ready. @throws IOException when there is no room for it
    void provideSpare() throws IOException {
        if (spare.get() == null && !queue.isClosed() && !broken) {
            Segment made = Segment.create(disk, folder, nextNumber(), settings.segmentBytes());
            if (!spare.compareAndSet(null, made)) {
                discard(made);
            }
        }
    }

    /// After the publisher ended.
    void discardSpare() {
        Segment unused = spare.getAndSet(null);
        if (unused != null) {
            discard(unused);
        }
    }

    private static void discard(Segment unused) {
        unused.close();
        try {
            Files.deleteIfExists(unused.path());
        } catch (IOException _) {
            // an empty segment is skipped at the next start
        }
    }

    /// Called by the publisher: segments whose leaves are all signed go.
    void collect(long signed) {
        while (true) {
            Retired oldest = retired.peek();
            if (oldest == null || oldest.end() > signed) {
                return;
            }
            retired.remove();
            try {
                Files.deleteIfExists(oldest.path());
            } catch (IOException _) {
                // a signed segment that stays is skipped at the next start
            }
        }
    }

    /// After the queue was closed: waits for the last batch. True when everything is durable.
    boolean finish(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing goes on; what is not durable was never confirmed
        }
        boolean clean = !thread.isAlive() && !broken;
        if (!thread.isAlive()) {
            segment.close();
            retired.add(new Retired(segment.path(), nextIndex));
        }
        return clean;
    }
}
