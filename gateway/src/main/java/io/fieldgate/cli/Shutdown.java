package io.fieldgate.cli;

import io.fieldgate.boot.Gateway;
import io.fieldgate.boot.config.Exit;
import java.util.concurrent.CountDownLatch;

/// Closes the gateway when the process is asked to end (SIGTERM, Ctrl-C), before the JVM goes.
final class Shutdown {
    private final CountDownLatch never = new CountDownLatch(1);
    private final Gateway gateway;
    private final Thread hook;

    private Shutdown(Gateway gateway) {
        this.gateway = gateway;
        this.hook = new Thread(
                () -> {
                    gateway.close();
                    // Ending was asked for and is done; without this the exit code would be the signal's.
                    Runtime.getRuntime().halt(Exit.FINE);
                },
                "fieldgate-stop");
    }

    static Shutdown closing(Gateway gateway) {
        Shutdown shutdown = new Shutdown(gateway);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /// Returns only where the waiting thread is interrupted; a signal ends the process from the hook.
    int await() throws InterruptedException {
        try {
            never.await();
            return Exit.FINE;
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
            gateway.close();
        }
    }
}
