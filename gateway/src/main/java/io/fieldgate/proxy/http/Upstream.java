package io.fieldgate.proxy.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Sends requests that were built to backends and services, over connections kept alive on one event loop.
/// Follows no redirect, passes on no header, reads answers up to a limit and within a time.
/// Thread rule: [#send] from exchange threads; everything else belongs to the loop.
public final class Upstream {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int FIRST_BYTES = 4_096; // 4 KiB
    private static final byte[] NOTHING = {};

    private final EventLoop eventLoop;
    private final ProxySettings settings;
    private final Map<Backend, Line> lines = new HashMap<>(); // touched on the loop only

    /// To one backend.
    private record Line(HttpClient client, BackendQueue turns) {}

    public Upstream(EventLoop eventLoop, ProxySettings settings) {
        this.eventLoop = eventLoop;
        this.settings = settings;
    }

    /// Returns when the answer is whole, the time is over, or nothing can come any more. A GET whose kept
    /// connection had died is sent once more; nothing else is.
    public UpstreamResult send(Backend backend, UpstreamRequest upstreamRequest) {
        UpstreamResult upstreamResult = eventLoop.await(() -> start(backend, upstreamRequest));
        boolean again = upstreamRequest.method().equals("GET")
                && upstreamResult instanceof UpstreamResult.Failed(UpstreamResult.Fate fate)
                && fate == UpstreamResult.Fate.CUT_OFF;
        return again ? eventLoop.await(() -> start(backend, upstreamRequest)) : upstreamResult;
    }

    private Future<UpstreamResult> start(Backend backend, UpstreamRequest upstreamRequest) {
        Promise<UpstreamResult> promise = Promise.promise();
        Line line = lines.computeIfAbsent(backend, this::line);
        Duration patience = settings.waits().connect();
        long since = System.nanoTime();
        boolean taken = line.turns()
                .take(
                        () -> {
                            promise.future().onComplete(_ -> line.turns().done());
                            Duration left = patience.minusNanos(System.nanoTime() - since);
                            try {
                                open(
                                        line.client(),
                                        options(backend, upstreamRequest, left),
                                        left,
                                        upstreamRequest,
                                        promise);
                            } catch (RuntimeException bug) { // ends the exchange, and its place is given on
                                promise.tryFail(bug);
                            }
                        },
                        patience,
                        () -> promise.tryComplete(
                                new UpstreamResult.Failed(UpstreamResult.Fate.NO_CONNECTION_IN_TIME)));
        if (!taken) {
            promise.tryComplete(new UpstreamResult.Failed(UpstreamResult.Fate.NOT_SENT));
        }
        return promise.future();
    }

    private void open(
            HttpClient client,
            RequestOptions options,
            Duration patience,
            UpstreamRequest upstreamRequest,
            Promise<UpstreamResult> promise) {
        long since = System.nanoTime();
        client.request(options).onComplete(opened -> {
            if (opened.failed()) {
                boolean late = System.nanoTime() - since >= patience.toNanos();
                promise.tryComplete(new UpstreamResult.Failed(
                        late ? UpstreamResult.Fate.NO_CONNECTION_IN_TIME : UpstreamResult.Fate.NOT_SENT));
            } else {
                exchange(opened.result(), upstreamRequest, promise);
            }
        });
    }

    private void exchange(HttpClientRequest request, UpstreamRequest upstreamRequest, Promise<UpstreamResult> promise) {
        long timer = eventLoop.after(settings.waits().answer(), () -> {
            promise.tryComplete(new UpstreamResult.Failed(UpstreamResult.Fate.TIMED_OUT));
            request.reset();
        });
        promise.future().onComplete(_ -> eventLoop.cancel(timer));
        request.exceptionHandler(_ -> promise.tryComplete(new UpstreamResult.Failed(UpstreamResult.Fate.CUT_OFF)));
        Future<HttpClientResponse> answered = upstreamRequest.contentType().isEmpty()
                ? request.send()
                : request.send(Buffer.buffer(upstreamRequest.body()));
        answered.onComplete(
                response -> read(request, response, promise),
                _ -> promise.tryComplete(new UpstreamResult.Failed(UpstreamResult.Fate.CUT_OFF)));
    }

    private void read(HttpClientRequest request, HttpClientResponse response, Promise<UpstreamResult> promise) {
        int limit = settings.sizes().answerBytes();
        Gathered gathered = new Gathered(limit);
        response.handler(chunk -> {
            if (!gathered.add(chunk)) {
                promise.tryComplete(new UpstreamResult.Failed(UpstreamResult.Fate.UNREADABLE));
                request.reset();
            }
        });
        response.exceptionHandler(_ -> promise.tryComplete(new UpstreamResult.Failed(UpstreamResult.Fate.CUT_OFF)));
        response.endHandler(_ -> {
            String type = response.getHeader("content-type");
            String coding = response.getHeader("content-encoding");
            boolean coded = coding != null && !coding.equalsIgnoreCase("identity");
            promise.tryComplete(
                    new UpstreamResult.Reply(response.statusCode(), type == null ? "" : type, coded, gathered.bytes()));
        });
    }

    /// An answer's bytes so far. Owned by the loop.
    private static final class Gathered {
        private final int limit;
        private byte[] bytes = NOTHING;
        private int length;

        Gathered(int limit) {
            this.limit = limit;
        }

        boolean add(Buffer chunk) {
            if (chunk.length() > limit - length) {
                return false;
            }
            if (chunk.length() > bytes.length - length) {
                bytes = Arrays.copyOf(
                        bytes, Math.max(length + chunk.length(), length == 0 ? 0 : Math.max(FIRST_BYTES, length * 2)));
            }
            chunk.getBytes(bytes, length);
            length += chunk.length();
            return true;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    private RequestOptions options(Backend backend, UpstreamRequest upstreamRequest, Duration patience) {
        RequestOptions options = new RequestOptions()
                .setHost(backend.address().getHost())
                .setPort(backend.port())
                .setSsl(backend.isTls())
                .setMethod(HttpMethod.valueOf(upstreamRequest.method()))
                .setURI(backend.base() + upstreamRequest.target())
                .setConnectTimeout(Math.max(1, patience.toMillis()))
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json")
                .putHeader("Idempotency-Key", upstreamRequest.eventId())
                .putHeader("Fieldgate-Trace", upstreamRequest.trace());
        return upstreamRequest.contentType().isEmpty()
                ? options
                : options.putHeader("Content-Type", upstreamRequest.contentType());
    }

    private Line line(Backend backend) {
        ProxySettings.Sizes sizes = settings.sizes();
        return new Line(
                client(backend, sizes), new BackendQueue(eventLoop, sizes.backendConnections(), sizes.backendQueue()));
    }

    private HttpClient client(Backend backend, ProxySettings.Sizes sizes) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setHttp2ClearTextUpgrade(false)
                .setMaxHeaderSize(sizes.headBytes())
                .setConnectTimeout((int) settings.waits().connect().toMillis())
                .setTcpNoDelay(true)
                .setSsl(backend.isTls())
                .setVerifyHost(true);
        if (backend.isTls()) {
            options.setEnabledSecureTransportProtocols(PROTOCOLS);
            backend.trust()
                    .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
            backend.identity()
                    .ifPresent(pair -> options.setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(pair.chain().toString())
                            .setKeyPath(pair.key().toString())));
        }
        // room beside those in use for connections that are being closed: nobody shall wait in the engine's queue
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(2 * sizes.backendConnections());
        return eventLoop
                .vertx()
                .httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(Upstream::ready)
                .build();
    }

    /// Without a handler the engine logs what it could not read, and that may be anything a backend said.
    private static void ready(HttpConnection connection) {
        InterimAnswers.skip(connection);
        connection.exceptionHandler(_ -> {}); // the request or answer under way hears of it too
    }
}
