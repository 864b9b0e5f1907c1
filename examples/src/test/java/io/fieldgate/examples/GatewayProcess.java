package io.fieldgate.examples;

import io.fieldgate.boot.TokenRequest;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `fieldgate dev` as a process of its own, with its log, temporary files and exit code in reach.
final class GatewayProcess implements Running {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path home;
    private final Path scratch;
    private @Nullable Tokens tokens;
    private @Nullable URI data;
    private @Nullable URI admin;

    private GatewayProcess(Process process, Path home, Path scratch) {
        this.process = process;
        this.home = home;
        this.scratch = scratch;
    }

    /// Does not wait for anything.
    static GatewayProcess launch(Map<String, String> settings, Path scratch) throws IOException {
        return launch(settings, scratch, List.of());
    }

    /// @param java more options of its JVM
    static GatewayProcess launch(Map<String, String> settings, Path scratch, List<String> java) throws IOException {
        Path temporary = Files.createDirectories(scratch.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dlogback.configurationFile=logback.xml", // the product's, also where a test has one of its own
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(java);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fieldgate.cli.Main",
                "dev"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        Process process = new ProcessBuilder(command)
                .directory(Stage.ROOT.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        scratch.resolve("stdout.log").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        scratch.resolve("stderr.log").toFile()))
                .start();
        process.getOutputStream().close();
        return new GatewayProcess(process, Path.of(Objects.requireNonNull(settings.get("folder"))), scratch);
    }

    /// Until both planes listen; the process leaves a note that says where.
    void awaitListening() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!readNote()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                kill();
                throw new IllegalStateException("The gateway did not start: " + output());
            }
            Thread.sleep(20);
        }
        tokens = Tokens.of(home.resolve("identity"));
    }

    private boolean readNote() throws IOException {
        Path note = home.resolve("dev.json");
        if (!Files.exists(note)) {
            return false;
        }
        try {
            Value read = Json.read(Files.readAllBytes(note));
            if (Json.integer(read, "pid").orElse(0) != process.pid()) {
                return false;
            }
            data = URI.create(Json.string(read, "data").orElseThrow());
            admin = URI.create(Json.string(read, "admin").orElseThrow());
            return true;
        } catch (NotJson halfWritten) {
            return false;
        }
    }

    @Override
    public URI data() {
        return Objects.requireNonNull(data);
    }

    @Override
    public URI admin() {
        return Objects.requireNonNull(admin);
    }

    @Override
    public Instant now() {
        try {
            Client.Answer answer = adminPlane().get("/api/v1/clock", operator());
            return Instant.parse(
                    Json.string(Json.read(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)), "now")
                            .orElseThrow());
        } catch (IOException | NotJson failed) {
            throw new IllegalStateException("The gateway does not tell its time.", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void advance(Duration by) throws IOException, InterruptedException {
        Client.Answer answer = adminPlane().post("/api/v1/clock/advance", operator(), "{\"by\":\"" + by + "\"}");
        if (answer.status() != 200) {
            throw new IllegalStateException("The clock did not move: " + answer);
        }
    }

    private String operator() {
        return token(TokenRequest.staff("operator", "operations", "operations"));
    }

    @Override
    public String token(TokenRequest request) {
        return Objects.requireNonNull(tokens).sign(request);
    }

    /// Everything it printed, on both channels.
    String output() {
        try {
            return Files.readString(scratch.resolve("stdout.log")) + Files.readString(scratch.resolve("stderr.log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for the process to end by itself. @return its exit code
    int awaitEnd(Duration deadline) throws InterruptedException {
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IllegalStateException("The gateway did not end: " + output());
        }
        return process.exitValue();
    }

    /// SIGTERM, and waits.
    @Override
    public void close() {
        process.destroy();
        try {
            awaitEnd(Duration.ofSeconds(30));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
