package io.fieldgate.examples;

import io.fieldgate.boot.DevTls;
import io.fieldgate.boot.Gateway;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What `mvn` starts: a gateway in dev mode, three apps behind it, a little traffic, and then it stays up for
/// your own.
public final class Demo {
    private static final Path FOLDER = Path.of(".fieldgate");
    private static final Path KEYS = Path.of("keys-dev");

    private Demo() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (!System.getProperty("reset", "false").equals("false")) {
            wipe(FOLDER);
        }
        ParentWatch.start();
        List<AutoCloseable> running = new ArrayList<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "demo-stop"));
        Gateway gateway = start(running, out);
        DemoTraffic.run(gateway, KEYS, FOLDER.resolve("demo").resolve("received"), out);
        DemoCommands.print(gateway, out);
        Thread.currentThread().join();
    }

    private static Gateway start(List<AutoCloseable> running, PrintStream out) throws IOException, SQLException {
        GatewayTime time = new GatewayTime();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("folder", FOLDER.toString());
        FaceMatcher matcher = FaceMatcher.start(DevTls.server(KEYS));
        running.add(matcher);
        for (DemoApp.Kind kind : DemoApp.Kind.values()) {
            DemoApp app = DemoApp.start(kind, FOLDER.resolve("demo"), DevTls.server(KEYS), time);
            running.add(app);
            settings.put("apps." + kind.app() + ".upstream", app.url());
            out.println("app       " + kind.app() + " at " + app.url());
        }
        settings.put("apps.beijing-healthkit.ask.face-matcher", matcher.url());
        settings.put("data.listen", System.getProperty("data.listen", "127.0.0.1:8443"));
        settings.put("admin.listen", System.getProperty("admin.listen", "127.0.0.1:9443"));
        settings.put("warm-up", System.getProperty("warm-up", "PT0S"));
        Gateway gateway = Gateway.dev(Path.of("").toAbsolutePath(), settings, out::println);
        running.add(gateway);
        time.follow(gateway);
        return gateway;
    }

    private static void stop(List<AutoCloseable> running) {
        for (AutoCloseable part : running.reversed()) {
            try {
                part.close();
            } catch (Exception failed) {
                // The process ends anyway; what has to be durable was durable before it was acknowledged.
                System.err.println(
                        "A part of the demo did not close: " + failed.getClass().getSimpleName());
            }
        }
    }

    private static void wipe(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Ends this process when the process that started it is gone, so that killing Maven leaves nothing behind.
    private static final class ParentWatch {
        private static final Duration EVERY = Duration.ofMillis(500);

        static void start() {
            long parent = parent();
            Thread.ofPlatform().daemon().name("demo-parent").start(() -> {
                while (parent() == parent) {
                    try {
                        Thread.sleep(EVERY);
                    } catch (InterruptedException ended) {
                        return;
                    }
                }
                System.exit(0);
            });
        }

        private static long parent() {
            return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        }
    }
}
