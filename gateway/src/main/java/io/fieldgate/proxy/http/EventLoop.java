package io.fieldgate.proxy.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// One event loop: the requests that came in on it and the backend connections that live on it. The one place
/// of this room where an exchange's thread waits for the event loop.
public final class EventLoop {
    private final Vertx vertx;
    private final Context context;
    private final Set<HttpConnection> ending = new HashSet<>(); // touched on the loop only

    /// @param context of the event loop
    public EventLoop(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    Vertx vertx() {
        return vertx;
    }

    /// Runs work on the loop and waits for its end; the work bounds its own time. Never call it on an event loop.
    <T> T await(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(_ -> {
            boolean handed = false;
            try {
                work.get().onComplete(done);
                handed = true;
            } finally {
                if (!handed) {
                    done.tryFail("The event loop could not begin the work.");
                }
            }
        });
        return settled(done.future());
    }

    /// Waits for a future of the engine. Every waiting of this room goes through here.
    public static <T> T settled(Future<T> future) {
        return future.await();
    }

    /// On the loop: nothing that still comes on this connection is a request any more.
    void end(HttpConnection connection) {
        ending.add(connection);
    }

    /// On the loop.
    public boolean isEnding(HttpConnection connection) {
        return ending.contains(connection);
    }

    /// On the loop, once the connection is closed.
    public void forget(HttpConnection connection) {
        ending.remove(connection);
    }

    void run(Runnable work) {
        context.runOnContext(_ -> work.run());
    }

    /// On the loop only. @return the timer, for [#cancel(long)]
    public long after(Duration wait, Runnable work) {
        return vertx.setTimer(Math.max(1, wait.toMillis()), _ -> work.run());
    }

    public void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}
