package io.fieldgate.cli;

import io.fieldgate.boot.Gateway;
import io.fieldgate.boot.config.GatewayConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs the gateway until SIGTERM: then it turns unready, finishes what runs, signs the log and exits 0.",
        exitCodeList = "0:ended as asked",
        footer = {"", "Example:", "  fieldgate serve --config gateway.yaml"})
final class ServeCommand implements Callable<Integer> {
    @Mixin
    ConfigOptions config = new ConfigOptions();

    @Override
    public Integer call() throws InterruptedException {
        return run(config.config(), config.folder());
    }

    /// Starts, prints where it listens, and returns when the process has been asked to end and everything is closed.
    static int run(GatewayConfig config, Path base) throws InterruptedException {
        Logs.install(System.console() != null && System.console().isTerminal());
        Console console = new Console();
        return Shutdown.serving(() -> Gateway.start(config, base, console::talk));
    }
}
