package io.fieldgate.admin;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.guard.Identity.Identified;
import io.fieldgate.policy.Caller;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listener of the admin plane: own port, TLS only, one virtual thread per request, bodies of at most 64 KB
/// in memory.
/// Thread rule: [#start] and [#close] block, so never from an event loop.
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int MAX_BODY = 65_536; // 64 KB

    private final HttpServer server;
    private final List<Operation> operations;
    private final AdminParts parts;
    private final AdminSettings settings;

    public AdminServer(Vertx vertx, AdminSettings settings, AdminParts parts) {
        this.parts = parts;
        this.settings = settings;
        this.operations = AdminApi.operations(parts);
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setIdleTimeout((int) Duration.ofMinutes(2).toSeconds())
                .setMaxHeaderSize(16_384)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(settings.certificate().toString())
                        .setKeyPath(settings.key().toString()));
        this.server = vertx.createHttpServer(options).requestHandler(this::accept);
    }

    /// @throws IllegalStateException where the port cannot be bound
    public void start() {
        try {
            server.listen(settings.port(), settings.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(
                    "The admin plane cannot listen on " + settings.host() + ":" + settings.port() + ".",
                    refused.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting the admin plane.", stop);
        }
    }

    public int port() {
        return server.actualPort();
    }

    private void accept(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= MAX_BODY) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end ->
                Thread.ofVirtual().name("admin").start(() -> send(request, answer(request, body.getBytes()))));
    }

    private AdminAnswer answer(HttpServerRequest request, byte[] body) {
        try {
            if (body.length > MAX_BODY) {
                throw new AdminRefusal(413, "too-large", "An admin request has at most 64 KB.");
            }
            String path = request.path() == null ? "/" : request.path();
            Operation operation = find(request.method().name(), path);
            Optional<Caller> caller = judge(operation, request.getHeader("Authorization"));
            return operation.work().apply(new AdminRequest(operation.tail(path), body, caller));
        } catch (AdminRefusal refusal) {
            return refusal.answer();
        } catch (LogDamaged log) {
            return new AdminRefusal(503, "evidence-unavailable", "The audit log cannot be read.").answer();
        } catch (RuntimeException failed) {
            // Closes the gate: the caller learns that it was our fault and nothing else.
            LOG.atError().setCause(failed).addKeyValue("route", "admin").log("An admin request failed.");
            return new AdminRefusal(500, "internal", "The gateway has a bug; its log says where.").answer();
        }
    }

    private Operation find(String method, String path) {
        List<Operation> same =
                operations.stream().filter(operation -> operation.matches(path)).toList();
        if (same.isEmpty()) {
            throw new AdminRefusal(404, "no-route", "The admin plane has no such address.");
        }
        return same.stream()
                .filter(operation -> operation.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new AdminRefusal(405, "method-not-allowed", "This address takes another method."));
    }

    private Optional<Caller> judge(Operation operation, @org.jspecify.annotations.Nullable String authorization) {
        if (operation.access() == Operation.Access.ANYONE) {
            return Optional.empty();
        }
        String needed = operation.access().name().toLowerCase(Locale.ROOT);
        return switch (parts.identity().identify(authorization, null)) {
            case Identified.Known(Caller caller) when caller.role().equals(needed) -> Optional.of(caller);
            case Identified.Known _ ->
                throw new AdminRefusal(403, "role-not-allowed", "This address is for the role `" + needed + "`.");
            case Identified.PurposeNotAllowed _ ->
                throw new AdminRefusal(403, "purpose-not-allowed", "The token must allow exactly one purpose.");
            case Identified.Anonymous _ ->
                throw new AdminRefusal(401, "no-caller", "A bearer token of the role `" + needed + "` is needed.");
            case Identified.Rejected(String rule) ->
                throw new AdminRefusal(401, "no-caller", "The token does not hold: " + rule + ".");
        };
    }

    private static void send(HttpServerRequest request, AdminAnswer answer) {
        HttpServerResponse response = request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader("Cache-Control", answer.cache() > 0 ? "public, max-age=" + answer.cache() : "no-store");
        if (answer.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(Buffer.buffer(answer.body()));
    }

    @Override
    public void close() {
        server.close();
    }
}
