package io.fieldgate.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder as a reader of the docs has it after a build, with the demo running in it on free ports: policies,
/// keys, the launcher over the compiled classes, and whatever the commands leave behind.
final class Checkout implements AutoCloseable {
    /// The demo's last line.
    private static final String UP = "Ctrl-C ends everything";

    private static final List<String> COPIED =
            List.of("README.md", "policies", "keys-dev", "docs", "examples/photo.jpg");
    private static final long PATIENCE_SECONDS = 120; // a verb takes about one; the rest is for a busy machine

    record Ran(int exit, String out) {}

    private final Path folder;
    private final String classPath;
    private final List<String> printed = new ArrayList<>();
    private @Nullable Process demo;
    private String data = "";
    private String admin = "";

    private Checkout(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /// The folder alone.
    static Checkout plain(Path folder) throws IOException {
        return of(folder, System.getProperty("java.class.path"));
    }

    /// The folder alone, with classes that come before the program's own.
    static Checkout plain(Path folder, Path classes) throws IOException {
        return of(folder, classes + File.pathSeparator + System.getProperty("java.class.path"));
    }

    private static Checkout of(Path folder, String classPath) throws IOException {
        Checkout checkout = new Checkout(folder, classPath);
        for (String name : COPIED) {
            copy(Stage.ROOT.resolve(name), folder.resolve(name));
        }
        checkout.launcher();
        return checkout;
    }

    /// The folder with the demo up.
    static Checkout withDemo(Path folder) throws IOException {
        Checkout checkout = plain(folder);
        checkout.startDemo();
        return checkout;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Files.isDirectory(file) ? target : target.resolveSibling("."));
                if (!Files.isDirectory(file)) {
                    Files.copy(file, target);
                }
            }
        }
    }

    /// The launcher as it is shipped beside a package whose `lib/` leads to the classes of this test run.
    private void launcher() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("gateway/lib"));
        copy(Stage.ROOT.resolve("gateway/bin"), folder.resolve("gateway/bin"));
        if (!folder.resolve("gateway/bin/fieldgate").toFile().setExecutable(true)) {
            throw new IOException("The launcher cannot be made executable.");
        }
        List<String> list = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(entry))) {
                String name = "lib/" + list.size();
                Files.createSymbolicLink(
                        lib.resolve(Integer.toString(list.size())),
                        Path.of(entry).toAbsolutePath());
                list.add(name);
            }
        }
        Files.writeString(folder.resolve("gateway/classpath"), String.join(":", list) + "\n");
    }

    /// Starts the demo in the folder and waits until it is up.
    void startDemo() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Ddata.listen=127.0.0.1:0",
                        "-Dadmin.listen=127.0.0.1:0",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        "io.fieldgate.examples.Demo")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        demo = started;
        var lines = started.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.add(line);
            if (line.startsWith("data ")) {
                data = authority(line);
            } else if (line.startsWith("admin ")) {
                admin = authority(line);
            } else if (line.startsWith(UP)) {
                Thread.ofVirtual().start(() -> drain(lines));
                return;
            }
        }
        throw new IllegalStateException("The demo ended before it was up:\n" + String.join("\n", printed));
    }

    private static String authority(String line) {
        return line.substring(line.indexOf("https://") + "https://".length()).strip();
    }

    private static void drain(java.io.BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // a full pipe would stop the demo
            }
        } catch (IOException | UncheckedIOException closed) {
            // the demo has ended
        }
    }

    Path folder() {
        return folder;
    }

    /// What the demo printed until it was up.
    List<String> printed() {
        return List.copyOf(printed);
    }

    /// Runs commands as if pasted into a terminal in this folder. Addresses of the demo, as the docs print them,
    /// become those of this demo, and the other way round in the output.
    Ran run(String commands) throws IOException, InterruptedException {
        Path output = folder.resolve("out-of-commands.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", here(commands))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("FIELDGATE_"));
        environment.put("FIELDGATE_JAVA_HOME", System.getProperty("java.home"));
        environment.put("FIELDGATE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        environment.put("LC_ALL", "C.UTF-8");
        Process bash = builder.start();
        bash.getOutputStream().close();
        if (!bash.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            bash.descendants().forEach(ProcessHandle::destroyForcibly);
            bash.destroyForcibly();
            throw new IllegalStateException("The commands did not end within " + PATIENCE_SECONDS + " s.");
        }
        return new Ran(bash.exitValue(), there(Files.readString(output)));
    }

    private String here(String commands) {
        return demo == null
                ? commands
                : commands.replace("127.0.0.1:8443", data).replace("127.0.0.1:9443", admin);
    }

    private String there(String output) {
        return demo == null ? output : output.replace(data, "127.0.0.1:8443").replace(admin, "127.0.0.1:9443");
    }

    /// Ends the demo, and takes the links away: JUnit warns of each that leads out of its folder.
    @Override
    public void close() throws IOException {
        try {
            end();
        } finally {
            try (Stream<Path> links = Files.list(folder.resolve("gateway/lib"))) {
                for (Path link : links.toList()) {
                    Files.delete(link);
                }
            }
        }
    }

    private void end() {
        Process running = demo;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(20, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException ended) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
