package io.fieldgate.audit.log;

import io.fieldgate.audit.LogEvent;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.state.StateConflict;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread behind the writer: signs heads when the log grew, keeps a spare segment ready, removes signed
/// ones, writes heartbeats.
/// Thread rule: everything belongs to the thread `audit-publisher` but the volatile fields.
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AuditSettings settings;
    private final Integrator integrator;
    private final WalWriter writer;
    private final LeafQueue queue;
    private final Runnable duties; // what is written when its time has come
    private final Thread thread;
    private long publishedAt = System.nanoTime() - TICK_NANOS;
    private long beatAt = System.nanoTime();
    private volatile boolean stopping;
    private volatile @Nullable String failure;
    private volatile @Nullable String noSpare;

    Publisher(AuditSettings settings, Integrator integrator, WalWriter writer, LeafQueue queue, Runnable duties) {
        this.settings = settings;
        this.integrator = integrator;
        this.writer = writer;
        this.queue = queue;
        this.duties = duties;
        this.thread = Thread.ofPlatform().name("audit-publisher").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Why governed events are refused now, or null.
    @Nullable
    String refusal() {
        if (!thread.isAlive() && !stopping) {
            return "The log's publisher has stopped.";
        }
        long age = integrator.unsignedMillis();
        if (age > settings.maxUnsignedAge().toMillis()) {
            String why = failure;
            return "No checkpoint could be signed for " + age / 1000 + " s" + (why == null ? "." : ": " + why);
        }
        return noSpare;
    }

    private void run() {
        while (true) {
            boolean last = stopping;
            try {
                if (!last) {
                    integrator.awaitWork(TICK_NANOS);
                    tick();
                    integrator.awaitHurry(
                            publishedAt + settings.checkpointEvery().toNanos() - System.nanoTime());
                }
                integrator.publish();
                publishedAt = System.nanoTime();
                failed(null);
                writer.collect(integrator.signed());
            } catch (IOException e) {
                failed("The log's tiles cannot be written.");
            } catch (StateUnavailable e) {
                failed("The state store is unavailable.");
            } catch (StateConflict e) {
                failed("Another gateway moved this log's head.");
            } catch (InterruptedException _) {
                stopping = true; // nobody else interrupts this thread; ending early leaves work to the next start
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("log publisher failed");
                failed("The log's head cannot be signed.");
            }
            if (last) {
                return;
            }
        }
    }

    private void failed(@Nullable String why) {
        String before = failure;
        failure = why;
        if (why != null) {
            if (before == null) {
                LOG.atWarn()
                        .addKeyValue("node", settings.node())
                        .addKeyValue("error", why)
                        .log("no checkpoint");
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(RETRY_NANOS);
    }

    private void tick() {
        try {
            writer.provideSpare();
            noSpare = null;
        } catch (IOException _) {
            noSpare = "The audit disk has no room for a spare segment.";
        }
        long now = System.nanoTime();
        long beat = settings.heartbeatEvery().toNanos();
        if (integrator.silentNanos() >= beat && now - beatAt >= beat) {
            beatAt = now;
            queue.add(new LogEvent.Heartbeat(), null);
        }
        duties.run();
    }

    /// After the writer ended: signs the rest. True when the head covers everything durable.
    boolean finish(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean signed = false;
        try {
            signed = integrator.awaitSigned(integrator.accepted(), TimeUnit.MILLISECONDS.toNanos(millis));
            stopping = true;
            integrator.hurry();
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // what is not signed now is signed at the next start
        }
        stopping = true;
        return signed;
    }
}
