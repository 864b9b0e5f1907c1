package io.fieldgate.cli;

/// Starts a listener and turns its failure into a sentence that names the port and the option that changes it.
final class Listening {
    private Listening() {}

    static void start(String key, GatewayConfig.Listen listen, Runnable start) {
        try {
            start.run();
        } catch (IllegalStateException refused) {
            throw new StartFailure(
                    "Port " + listen.port() + " of " + listen.host()
                            + " cannot be used (is another program on it?). Choose another with --set " + key + "="
                            + listen.host() + ":PORT.",
                    refused);
        }
    }
}
