package io.fieldgate.proxy;

import io.fieldgate.guard.Admission;
import io.fieldgate.lifecycle.BackendErasure;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalInt;

/// The listeners of the data plane. Accepts, asks for a permit, pauses the body and starts one virtual thread per exchange.
/// Thread rule: [#start], [#close(Duration)] from any thread but an event loop; they block.
public final class GatewayServer implements AutoCloseable {

    public GatewayServer(Vertx vertx, ProxySettings settings, Sites sites, Admission admission, ExchangeParts parts) {
        throw new IllegalStateException("not built");
    }

    /// Binds all listeners. @throws IllegalStateException naming host and port where one cannot be bound, with the cause
    public void start() {}

    /// The port of the TLS listener, once started.
    public int port() {
        return 0;
    }

    /// The port that answers 426, once started.
    public OptionalInt plainPort() {
        return OptionalInt.empty();
    }

    /// False once draining began: `/readyz` answers 503 then.
    public boolean isAccepting() {
        return false;
    }

    /// Exchanges under way.
    public int running() {
        return 0;
    }

    /// Tells apps to delete; usable before [#start].
    public BackendErasure erasures() {
        throw new IllegalStateException("not built");
    }

    /// Stops accepting, lets running exchanges finish within the time, closes all connections.
    /// @return how many exchanges were cut off
    public int close(Duration grace) {
        return 0;
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
