package io.fieldgate.boot;

import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the machine code warm before the gateway calls itself ready: replays one made-up person's exchanges
/// through a [WarmUpGateway] until more steps bring next to nothing, or the time is over. A cold JVM needs several
/// times the CPU of a warm one, so a surge that meets it would queue.
/// A warm-up that fails is reported and makes the gateway ready all the same: it is slower, not less safe.
/// Thread rule: works on a thread of its own; [#cause], [#close] from any.
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int CLIENTS = 4;
    private static final Duration STEP = Duration.ofMillis(1_500);
    private static final Duration GRACE = Duration.ofSeconds(5); // for setting up and taking down
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double BETTER = 0.95; // a step that costs more than this share of the best brought nothing
    private static final int STEPS_WITHOUT_GAIN = 2;

    private final Duration limit;
    private final Path base;
    private final CountDownLatch over;
    private volatile long deadline; // of System.nanoTime(), from the beginning on
    private volatile boolean stopping;

    /// @param limit zero for none
    /// @param base folder on whose disk the rehearsal's files lie
    WarmUp(Duration limit, Path base) {
        this.limit = limit;
        this.base = base;
        this.over = new CountDownLatch(limit.isZero() ? 0 : 1);
    }

    /// Call once. @param warm told when the gateway is warm, with a sentence
    void begin(Consumer<String> warm) {
        if (!limit.isZero()) {
            deadline = System.nanoTime() + limit.plus(GRACE).toNanos();
            Thread.ofPlatform().daemon().name("warm-up").start(() -> run(warm));
        }
    }

    /// Why the gateway is not ready yet, if so.
    Optional<String> cause() {
        boolean late = deadline != 0 && System.nanoTime() - deadline > 0; // however it hangs, nobody waits longer
        return over.getCount() > 0 && !late
                ? Optional.of("It is warming up; until then it is slow, not wrong.")
                : Optional.empty();
    }

    private void run(Consumer<String> warm) {
        long begun = System.nanoTime();
        boolean replayed = false;
        try (WarmUpGateway warmUpGateway = new WarmUpGateway(base)) {
            replay(warmUpGateway, begun + limit.toNanos());
            replayed = true;
        } catch (IOException | RuntimeException failed) { // nothing real is in it; whatever it is, readiness follows
            LOG.atWarn()
                    .addKeyValue("error", failed.getClass().getSimpleName())
                    .log("The warm-up failed; the gateway is ready, and slow at first.");
        } finally {
            over.countDown();
        }
        if (replayed && !stopping) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            LOG.atInfo().addKeyValue("took", millis).log("warm");
            warm.accept("warm after " + millis + " ms more; /readyz answers 200 from now on");
        }
    }

    /// Steps of equal time until their cost is flat.
    private void replay(WarmUpGateway warmUpGateway, long deadline) {
        double best = Double.MAX_VALUE;
        int flat = 0;
        while (flat < STEPS_WITHOUT_GAIN && System.nanoTime() < deadline && !stopping) {
            long cpu = cpuNanos();
            long done = step(warmUpGateway, Math.min(deadline, System.nanoTime() + STEP.toNanos()));
            if (done == 0) {
                throw new IllegalStateException("No made-up exchange went through.");
            }
            double cost = (double) (cpuNanos() - cpu) / done;
            flat = cost < best * BETTER ? 0 : flat + 1;
            best = Math.min(best, cost);
        }
    }

    /// CPU time of the whole process, all its threads.
    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    /// @return exchanges made until then
    private long step(WarmUpGateway warmUpGateway, long until) {
        AtomicLong done = new AtomicLong();
        Thread[] clients = new Thread[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            clients[i] = Thread.ofPlatform()
                    .daemon()
                    .name("warm-up-client")
                    .start(() -> exchanges(warmUpGateway, until, done));
        }
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException ended) {
                stopping = true; // nobody interrupts this thread but whoever ends the process
            }
        }
        return done.get();
    }

    /// Collect, read as a reader, as the person and as nobody (refused), erase.
    private void exchanges(WarmUpGateway warmUpGateway, long until, AtomicLong done) {
        URI records = warmUpGateway.records();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(DevTls.client(warmUpGateway.authorities()))
                .build()) {
            while (System.nanoTime() < until && !stopping) {
                HttpRequest.Builder declare = HttpRequest.newBuilder(records)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(warmUpGateway.declaration()));
                URI record = URI.create(records + "/" + receipt(send(http, 200, declare)));
                send(http, 200, HttpRequest.newBuilder(record).header("Authorization", warmUpGateway.reader()));
                send(http, 200, HttpRequest.newBuilder(record).header("Authorization", warmUpGateway.person()));
                send(http, 401, HttpRequest.newBuilder(record));
                HttpRequest.Builder erase = HttpRequest.newBuilder(record).DELETE();
                send(http, 204, erase.header("Authorization", warmUpGateway.person()));
                done.addAndGet(5);
            }
        } catch (IOException | NotJson | IllegalArgumentException | StartFailure failed) {
            LOG.atDebug()
                    .addKeyValue("error", failed.getClass().getSimpleName())
                    .log("A warm-up client ended early.");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String receipt(byte[] answer) throws NotJson {
        Value read = Json.read(answer);
        return Json.string(read, "receipt")
                .orElseGet(() -> Long.toString(Json.integer(read, "receipt").orElse(0)));
    }

    /// Errors: [IOException] for any other status: a refusal warms up nothing but refusing.
    static byte[] send(HttpClient http, int expected, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != expected) {
            throw new IOException("A made-up exchange was answered " + response.statusCode() + ".");
        }
        return response.body();
    }

    /// Ends a warm-up that is under way, soon.
    void stop() {
        stopping = true;
    }

    /// Waits until the files of a warm-up are gone.
    @Override
    public void close() {
        stop();
        try {
            over.await(STEP.toSeconds() + 10, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt(); // what stays lies in a folder the next start does not read
        }
    }
}
