package io.fieldgate.cli;

import io.fieldgate.boot.Gateway;
import io.fieldgate.boot.config.Exit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Closes the gateway when the process is asked to end (SIGTERM, Ctrl-C), before the JVM goes. In place before the
/// gateway starts: one that is asked to end while it starts lets go of what it has opened, and has ended as asked.
final class Shutdown {
    private final CountDownLatch never = new CountDownLatch(1);
    private final CompletableFuture<Optional<Gateway>> started = new CompletableFuture<>();
    private final Thread hook = new Thread(this::end, "fieldgate-stop");

    private Shutdown() {}

    private void end() {
        boolean starting = !started.isDone();
        Optional<Gateway> gateway = started.join();
        gateway.ifPresent(Gateway::close);
        if (starting || gateway.isPresent()) {
            // Ending was asked for and is done; without this the exit code would be the signal's.
            Runtime.getRuntime().halt(Exit.FINE);
        }
    }

    /// Starts the gateway. Returns only where the waiting thread is interrupted; a signal ends the process from
    /// the hook.
    static int serving(Supplier<Gateway> start) throws InterruptedException {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        Gateway gateway = shutdown.starting(start);
        try {
            shutdown.never.await();
            return Exit.FINE;
        } finally {
            Runtime.getRuntime().removeShutdownHook(shutdown.hook);
            gateway.close();
        }
    }

    private Gateway starting(Supplier<Gateway> start) {
        Optional<Gateway> gateway = Optional.empty();
        try {
            gateway = Optional.of(start.get());
            return gateway.get();
        } finally {
            started.complete(gateway);
        }
    }
}
