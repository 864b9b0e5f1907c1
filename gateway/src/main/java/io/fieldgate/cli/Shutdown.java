package io.fieldgate.cli;

import java.util.concurrent.CountDownLatch;

/// Closes the gateway when the process is asked to end (SIGTERM, Ctrl-C), before the JVM goes.
final class Shutdown {
    private final CountDownLatch closed = new CountDownLatch(1);

    private Shutdown() {}

    static Shutdown closing(Gateway gateway) {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            shutdown.closed.countDown();
                        },
                        "fieldgate-stop"));
        return shutdown;
    }

    /// Never returns before the process ends: the hook does the closing.
    int await() throws InterruptedException {
        closed.await();
        return Exit.FINE;
    }
}
