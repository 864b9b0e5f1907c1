package io.fieldgate.admin;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.document.Value;
import io.fieldgate.guard.Authenticator.Identified;
import io.fieldgate.outage.Unavailable;
import io.fieldgate.policy.Caller;
import io.fieldgate.proxy.BugLocation;
import io.fieldgate.proxy.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
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
    private static final int MAX_DISCARDED =
            1_048_576; // 1 MiB of an oversize body, so that its sender reads the refusal

    private final Vertx vertx;
    private final HttpServer server;
    private final List<Operation> operations;
    private final AdminParts parts;
    private final AdminSettings settings;

    public AdminServer(Vertx vertx, AdminSettings settings, AdminParts parts) {
        this.vertx = vertx;
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

    AdminParts parts() {
        return parts;
    }

    private void accept(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        long[] came = {0}; // touched by the request's event loop only
        long timer = vertx.setTimer(settings.body().toMillis(), _ -> tooSlow(request));
        request.handler(chunk -> {
            came[0] += chunk.length();
            if (body.length() <= AdminCall.MAX_BODY) {
                body.appendBuffer(chunk);
            } else if (came[0] > MAX_DISCARDED) {
                request.connection().close();
            }
        });
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            Thread.ofVirtual().name("admin").start(() -> {
                String trace = parts.ids().next();
                send(request, answer(AdminCall.of(request, body.getBytes()), trace), trace);
            });
        });
    }

    /// On the event loop: a body that trickles in is not waited for.
    private void tooSlow(HttpServerRequest request) {
        if (request.response().closed()) {
            return; // its client is gone
        }
        String trace = parts.ids().next();
        AdminRefusal late = AdminRefusal.malformed("The body did not come in time.");
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("Connection", "close");
        }
        send(request, late.answer(trace), trace);
        request.connection().close();
    }

    private AdminAnswer answer(AdminCall call, String trace) {
        try {
            Operation operation = call.find(operations);
            Optional<Caller> caller = judge(operation, call.authorization());
            Value body = call.body(operation);
            return operation.work().apply(new AdminRequest(operation.tail(call.path()), body, caller));
        } catch (AdminRefusal refusal) {
            return refusal.answer(trace);
        } catch (LogDamaged log) {
            return new AdminRefusal(Problem.EVIDENCE_UNAVAILABLE, "The audit log cannot be read.").answer(trace);
        } catch (Unavailable outage) {
            return new AdminRefusal(Problem.of(outage), String.valueOf(outage.getMessage())).answer(trace);
        } catch (RuntimeException bug) {
            // Closes the gate: the caller learns that it was our fault and nothing else.
            LOG.atError()
                    .addKeyValue("error", bug.getClass().getName()) // its message may quote a person's id
                    .addKeyValue("at", BugLocation.of(bug))
                    .addKeyValue("route", "admin")
                    .addKeyValue("trace", trace)
                    .log("An admin request failed.");
            return new AdminRefusal(Problem.INTERNAL, "The gateway has a bug; its log says where.").answer(trace);
        }
    }

    private Optional<Caller> judge(Operation operation, @org.jspecify.annotations.Nullable String authorization) {
        if (operation.access() == Operation.Access.ANYONE) {
            return Optional.empty();
        }
        String needed = operation.access().name().toLowerCase(Locale.ROOT);
        return switch (parts.identity().identify(authorization, null)) {
            case Identified.Known(Caller caller) when admits(operation.access(), caller) -> Optional.of(caller);
            case Identified.Known _ ->
                throw new AdminRefusal(Problem.ROLE_NOT_ALLOWED, "This address is for the role `" + needed + "`.");
            case Identified.PurposeNotAllowed _ ->
                throw new AdminRefusal(Problem.PURPOSE_NOT_ALLOWED, "The token must allow exactly one purpose.");
            case Identified.Anonymous _ ->
                throw new AdminRefusal(Problem.NO_CALLER, "A bearer token of the role `" + needed + "` is needed.");
            case Identified.Rejected(String rule) ->
                throw new AdminRefusal(Problem.NO_CALLER, "The token does not hold: " + rule + ".");
        };
    }

    private static boolean admits(Operation.Access access, Caller caller) {
        return switch (access) {
            case ANYONE -> true;
            case STAFF -> !caller.isSubject() && !caller.id().isEmpty();
            case OPERATOR, AUDITOR -> caller.role().equals(access.name().toLowerCase(Locale.ROOT));
        };
    }

    private static void send(HttpServerRequest request, AdminAnswer answer, String trace) {
        HttpServerResponse response = request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader("Cache-Control", answer.cache() > 0 ? "public, max-age=" + answer.cache() : "no-store")
                .putHeader("Fieldgate-Trace", trace);
        if (answer.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (!answer.allow().isEmpty()) {
            response.putHeader("Allow", answer.allow());
        }
        response.end(Buffer.buffer(answer.body()));
    }

    /// Closes the listener and its connections; blocks until the port is free.
    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
