package io.fieldgate.proxy;

import io.fieldgate.audit.EventIds;
import io.fieldgate.guard.ConcurrencyLimiter;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.EventLoop;
import io.fieldgate.proxy.http.HttpEngineOptions;
import io.fieldgate.proxy.http.InboundRequest;
import io.fieldgate.proxy.http.Language;
import io.fieldgate.proxy.http.Pages;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.RequestHead;
import io.fieldgate.proxy.http.Upstream;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The listeners of the data plane. Accepts, asks for a permit, pauses the body and starts one virtual thread
/// per exchange.
/// Thread rule: [#start], [#close(Duration)] from any thread but an event loop; they block.
public final class GatewayServer implements AutoCloseable {
    private static final long POLL_MILLIS = 10;
    private static final String NO_APP = "none";
    private static final int ANY_PORT = -1; // one of the system's choice, shared by all listeners of one Vert.x

    private final Vertx vertx;
    private final ProxySettings settings;
    private final MountTable mountTable;
    private final ConcurrencyLimiter concurrencyLimiter;
    private final EventIds ids;
    private final Exchange exchange;
    private final GateMetrics metrics;
    private final AtomicInteger running = new AtomicInteger();
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final List<String> deployed = new ArrayList<>(); // touched by the thread that starts and closes
    private volatile boolean accepting;
    private volatile int port;
    private volatile OptionalInt plainPort = OptionalInt.empty();

    public GatewayServer(
            Vertx vertx,
            ProxySettings settings,
            MountTable mountTable,
            ConcurrencyLimiter concurrencyLimiter,
            ExchangeParts parts) {
        this.vertx = vertx;
        this.settings = settings;
        this.mountTable = mountTable;
        this.concurrencyLimiter = concurrencyLimiter;
        this.ids = parts.records().ids();
        this.metrics = new GateMetrics(parts.records().metrics());
        this.exchange = new Exchange(mountTable, settings, parts, metrics);
    }

    /// One event loop's listener, with its own connections to backends.
    private final class Listening extends VerticleBase {
        private final Map<HttpConnection, Long> quiet =
                new HashMap<>(); // connections without a first request; loop only
        private final int wanted;
        private @Nullable HttpServer server; // set once, before its deployment is reported

        Listening(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public Future<?> start() {
            EventLoop eventLoop = new EventLoop(vertx, context);
            Upstream upstream = new Upstream(eventLoop, settings);
            HttpServer made = vertx.createHttpServer(HttpEngineOptions.governed(settings, wanted))
                    .connectionHandler(connection -> watch(eventLoop, connection))
                    .invalidRequestHandler(request -> refuse(
                            request, eventLoop, Refusal.of(Problem.MALFORMED, HttpEngineOptions.faultOf(request))))
                    .requestHandler(request -> {
                        heard(eventLoop, request.connection());
                        accept(request, eventLoop, upstream);
                    });
            server = made;
            return made.listen();
        }

        HttpServer server() {
            if (server == null) {
                throw new IllegalStateException("A listener is asked for before it started.");
            }
            return server;
        }

        /// A connection that sends no whole head in time is closed.
        private void watch(EventLoop eventLoop, HttpConnection connection) {
            HttpEngineOptions.onConnection(connection);
            quiet.put(connection, eventLoop.after(settings.waits().head(), () -> {
                if (quiet.remove(connection) != null) {
                    connection.close();
                }
            }));
            connection.exceptionHandler(_ -> {}); // without a handler the engine logs what it could not read
            connection.closeHandler(_ -> {
                heard(eventLoop, connection);
                eventLoop.forget(connection);
            });
        }

        private void heard(EventLoop eventLoop, HttpConnection connection) {
            Long timer = quiet.remove(connection);
            if (timer != null) {
                eventLoop.cancel(timer);
            }
        }
    }

    /// The listener without TLS: it says where to go and reads no body.
    private final class Plain extends VerticleBase {
        private final int wanted;

        Plain(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public Future<?> start() {
            EventLoop eventLoop = new EventLoop(vertx, context);
            return vertx.createHttpServer(HttpEngineOptions.plain(settings, wanted))
                    .connectionHandler(connection -> {
                        HttpEngineOptions.onConnection(connection);
                        connection.exceptionHandler(_ -> {});
                    })
                    .invalidRequestHandler(request -> refuse(request, eventLoop, Refusal.of(Problem.TLS_REQUIRED)))
                    .requestHandler(request -> refuse(request, eventLoop, Refusal.of(Problem.TLS_REQUIRED)))
                    .listen()
                    .onSuccess(server -> plainPort = OptionalInt.of(server.actualPort()));
        }
    }

    /// Binds all listeners. @throws IllegalStateException naming host and port where one cannot be bound, with
    /// the cause
    public void start() {
        int wanted = settings.listener().port();
        for (int i = 0; i < settings.loops(); i++) {
            Listening listening = new Listening(wanted == 0 ? ANY_PORT : wanted);
            deploy(listening, settings.listener().host(), wanted);
            listeners.add(listening);
            port = listening.server().actualPort();
        }
        settings.plainPort()
                .ifPresent(plain -> deploy(new Plain(plain), settings.listener().host(), plain));
        accepting = true;
    }

    private void deploy(VerticleBase listener, String host, int wanted) {
        deployed.add(EventLoop.settled(vertx.deployVerticle(listener, new DeploymentOptions())
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "The address " + host + ":" + wanted + " cannot be listened on.", cause)))));
    }

    private void accept(HttpServerRequest request, EventLoop eventLoop, Upstream upstream) {
        if (eventLoop.isEnding(request.connection())) {
            return; // what follows a head that had two readings is no request
        }
        RequestHead head = InboundRequest.head(request);
        MountTable.Found found = mountTable.seeming(head);
        String app = found == null ? NO_APP : found.name();
        InboundRequest in =
                new InboundRequest(request, head, eventLoop, found == null ? Pages.OWN_ONLY : found.pages());
        Optional<ConcurrencyLimiter.Permit> permit = accepting ? concurrencyLimiter.enter(app) : Optional.empty();
        if (permit.isEmpty()) {
            metrics.request(app, Problem.OVERLOADED.id());
            Refusal refusal = Refusal.later(
                    Problem.OVERLOADED, (int) settings.waits().permitRetry().toSeconds());
            String trace = ids.next();
            in.answer(Answer.refusing(refusal, trace, in.language()), trace);
            return;
        }
        running.incrementAndGet();
        Thread.ofVirtual().name("exchange").start(() -> {
            try {
                exchange.run(in, upstream);
            } finally {
                permit.get().close();
                running.decrementAndGet();
            }
        });
    }

    /// Answers without reading: for heads the engine could not read, and for the listener without TLS.
    private void refuse(HttpServerRequest request, EventLoop eventLoop, Refusal refusal) {
        request.pause();
        String trace = ids.next();
        InboundRequest.refuse(
                request,
                eventLoop,
                Answer.refusing(refusal, trace, Language.of(request.getHeader("accept-language"))),
                trace);
    }

    /// The port of the TLS listener, once started.
    public int port() {
        return port;
    }

    /// The port that answers 426, once started.
    public OptionalInt plainPort() {
        return plainPort;
    }

    /// False once draining began: `/readyz` answers 503 then.
    public boolean isAccepting() {
        return accepting;
    }

    /// Exchanges under way.
    public int running() {
        return running.get();
    }

    /// Stops accepting, lets running exchanges finish within the time, closes all connections.
    /// @return how many exchanges were cut off
    public int close(Duration grace) {
        accepting = false;
        concurrencyLimiter.drain();
        long deadline = System.nanoTime() + grace.toNanos();
        List<Future<Void>> closing = new ArrayList<>();
        for (Listening listening : listeners) {
            closing.add(listening.server().shutdown(Math.max(1, grace.toMillis()), TimeUnit.MILLISECONDS));
        }
        while (running.get() > 0 && System.nanoTime() < deadline) {
            pause();
        }
        int cut = running.get();
        closing.forEach(EventLoop::settled);
        deployed.forEach(id -> EventLoop.settled(vertx.undeploy(id)));
        listeners.clear();
        deployed.clear();
        return cut;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException hurry) { // whoever stops us in a hurry cuts off what still runs
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
