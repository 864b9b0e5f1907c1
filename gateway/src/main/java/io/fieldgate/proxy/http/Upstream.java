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

    private final Lane lane;
    private final ProxySettings settings;
    private final Map<Backend, Line> lines = new HashMap<>(); // touched on the loop only

    /// To one backend.
    private record Line(HttpClient client, Turns turns) {}

    public Upstream(Lane lane, ProxySettings settings) {
        this.lane = lane;
        this.settings = settings;
    }

    /// Returns when the answer is whole, the time is over, or nothing can come any more. A GET whose kept
    /// connection had died is sent once more; nothing else is.
    public Sent send(Backend backend, Outgoing outgoing) {
        Sent sent = lane.await(() -> start(backend, outgoing));
        boolean again = outgoing.method().equals("GET")
                && sent instanceof Sent.Failed(Sent.Fate fate)
                && fate == Sent.Fate.CUT_OFF;
        return again ? lane.await(() -> start(backend, outgoing)) : sent;
    }

    private Future<Sent> start(Backend backend, Outgoing outgoing) {
        Promise<Sent> promise = Promise.promise();
        Line line = lines.computeIfAbsent(backend, this::line);
        Duration patience = settings.waits().connect();
        long since = System.nanoTime();
        boolean taken = line.turns()
                .take(
                        () -> {
                            promise.future().onComplete(_ -> line.turns().done());
                            Duration left = patience.minusNanos(System.nanoTime() - since);
                            try {
                                open(line.client(), options(backend, outgoing, left), left, outgoing, promise);
                            } catch (RuntimeException bug) { // ends the exchange, and its place is given on
                                promise.tryFail(bug);
                            }
                        },
                        patience,
                        () -> promise.tryComplete(new Sent.Failed(Sent.Fate.NO_CONNECTION_IN_TIME)));
        if (!taken) {
            promise.tryComplete(new Sent.Failed(Sent.Fate.NOT_SENT));
        }
        return promise.future();
    }

    private void open(
            HttpClient client, RequestOptions options, Duration patience, Outgoing outgoing, Promise<Sent> promise) {
        long since = System.nanoTime();
        client.request(options).onComplete(opened -> {
            if (opened.failed()) {
                boolean late = System.nanoTime() - since >= patience.toNanos();
                promise.tryComplete(new Sent.Failed(late ? Sent.Fate.NO_CONNECTION_IN_TIME : Sent.Fate.NOT_SENT));
            } else {
                exchange(opened.result(), outgoing, promise);
            }
        });
    }

    private void exchange(HttpClientRequest request, Outgoing outgoing, Promise<Sent> promise) {
        long timer = lane.after(settings.waits().answer(), () -> {
            promise.tryComplete(new Sent.Failed(Sent.Fate.TIMED_OUT));
            request.reset();
        });
        promise.future().onComplete(_ -> lane.cancel(timer));
        request.exceptionHandler(_ -> promise.tryComplete(new Sent.Failed(Sent.Fate.CUT_OFF)));
        Future<HttpClientResponse> answered =
                outgoing.contentType().isEmpty() ? request.send() : request.send(Buffer.buffer(outgoing.body()));
        answered.onComplete(
                response -> read(request, response, promise),
                _ -> promise.tryComplete(new Sent.Failed(Sent.Fate.CUT_OFF)));
    }

    private void read(HttpClientRequest request, HttpClientResponse response, Promise<Sent> promise) {
        int limit = settings.sizes().answerBytes();
        Gathered gathered = new Gathered(limit);
        response.handler(chunk -> {
            if (!gathered.add(chunk)) {
                promise.tryComplete(new Sent.Failed(Sent.Fate.UNREADABLE));
                request.reset();
            }
        });
        response.exceptionHandler(_ -> promise.tryComplete(new Sent.Failed(Sent.Fate.CUT_OFF)));
        response.endHandler(_ -> {
            String type = response.getHeader("content-type");
            String coding = response.getHeader("content-encoding");
            boolean coded = coding != null && !coding.equalsIgnoreCase("identity");
            promise.tryComplete(
                    new Sent.Reply(response.statusCode(), type == null ? "" : type, coded, gathered.bytes()));
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

    private RequestOptions options(Backend backend, Outgoing outgoing, Duration patience) {
        RequestOptions options = new RequestOptions()
                .setHost(backend.address().getHost())
                .setPort(backend.port())
                .setSsl(backend.isTls())
                .setMethod(HttpMethod.valueOf(outgoing.method()))
                .setURI(backend.base() + outgoing.target())
                .setConnectTimeout(Math.max(1, patience.toMillis()))
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json")
                .putHeader("Idempotency-Key", outgoing.eventId())
                .putHeader("Fieldgate-Trace", outgoing.trace());
        return outgoing.contentType().isEmpty() ? options : options.putHeader("Content-Type", outgoing.contentType());
    }

    private Line line(Backend backend) {
        ProxySettings.Sizes sizes = settings.sizes();
        return new Line(client(backend, sizes), new Turns(lane, sizes.backendConnections(), sizes.backendQueue()));
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
        return lane.vertx()
                .httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(Upstream::quiet)
                .build();
    }

    /// Without a handler the engine logs what it could not read, and that may be anything a backend said.
    private static void quiet(HttpConnection connection) {
        connection.exceptionHandler(_ -> {}); // the request or answer under way hears of it too
    }
}
