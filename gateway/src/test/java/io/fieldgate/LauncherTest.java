package io.fieldgate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a made-up package whose Java only prints how it was called.
final class LauncherTest {

    private static final String ECHO = """
            #!/bin/sh
            echo "home=$(dirname "$(dirname "$0")")"
            [ -r /proc/$$/stat ] && echo "policy=$(cut -d' ' -f41 /proc/$$/stat)"
            printf '%s\\n' "$@"
            """;

    /// What a run answered: exit code, standard output as lines, standard error.
    private record Ran(int code, List<String> lines, String complaint) {

        String after(String option) {
            return lines.get(lines.indexOf(option) + 1);
        }

        List<String> caches() {
            return lines.stream()
                    .filter(line -> line.startsWith("-XX:AOTCache"))
                    .toList();
        }
    }

    @TempDir
    private Path folder;

    private Path launcher = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        launcher = folder.resolve("bin").resolve("fieldgate");
        Files.copy(Path.of("bin", "fieldgate"), launcher);
        Files.writeString(folder.resolve("classpath"), "lib/gateway.jar:lib/b.jar:lib/a.jar\n");
        java("runtime", "25.0.3");
    }

    @Test
    void launcher_runsListedJarsInOrder() throws Exception {
        Ran ran = run(Map.of(), "policy", "check", "a file.yaml");
        assertThat(ran.code()).isZero();
        assertThat(ran.after("-cp"))
                .isEqualTo(folder + "/lib/gateway.jar:" + folder + "/lib/b.jar:" + folder + "/lib/a.jar");
        assertThat(ran.lines()).endsWith("io.fieldgate.cli.Main", "policy", "check", "a file.yaml");
        assertThat(ran.caches()).isEmpty();
    }

    @Test
    void launcher_findsItsPackageThroughLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("elsewhere"), launcher);
        launcher = link;
        assertThat(run(Map.of()).after("-cp")).startsWith(folder + "/lib/gateway.jar:");
    }

    @Test
    void launcher_skipsOlderJava() throws Exception {
        java("runtime", "17.0.15");
        Path older = java("older", "24.0.1");
        Path newer = java("newer", "26");
        Ran ran = run(Map.of("FIELDGATE_JAVA_HOME", older.toString(), "JAVA25_HOME", newer.toString()));
        assertThat(ran.lines()).contains("home=" + newer);
    }

    @Test
    void launcher_readsOnlyCacheMadeForItsJars() throws Exception {
        String option = run(Map.of("FIELDGATE_AOT", "train")).caches().getFirst();
        Path cache = Path.of(option.substring(option.indexOf('=') + 1));
        Files.writeString(cache, "cache");
        assertThat(run(Map.of()).caches()).containsExactly("-XX:AOTCache=" + cache);
        assertThat(run(Map.of("FIELDGATE_AOT", "off")).caches()).isEmpty();

        Files.writeString(folder.resolve("classpath"), "lib/gateway.jar:lib/a.jar:lib/b.jar\n");
        assertThat(run(Map.of()).caches()).isEmpty();
    }

    @Test
    void launcher_passesOptionsForJava() throws Exception {
        assertThat(run(Map.of("FIELDGATE_JAVA_OPTS", "-Xmx1g -Xss2m")).lines()).contains("-Xmx1g", "-Xss2m");
    }

    /// Field 41 of `/proc/<pid>/stat` is the scheduling policy: 0 the usual one, 3 batch.
    @Test
    void launcher_servesAsBatch() throws Exception {
        assumeTrue(batchCanBeHad(), "no scheduling as batch here");
        assertThat(run(Map.of(), "serve").lines()).contains("policy=3");
        assertThat(run(Map.of("FIELDGATE_SCHED", "normal"), "serve").lines()).contains("policy=0");
        assertThat(run(Map.of(), "dev").lines()).contains("policy=0");
        assertThat(run(Map.of(), "policy", "check", "serve").lines()).contains("policy=0");
    }

    private static boolean batchCanBeHad() throws Exception {
        var asked = new ProcessBuilder("sh", "-c", "chrt --batch 0 true && [ $(cut -d' ' -f41 /proc/$$/stat) = 0 ]");
        return Files.exists(Path.of("/proc/self/stat")) && asked.start().waitFor() == 0;
    }

    @Test
    void launcher_saysWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("classpath"));
        Ran ran = run(Map.of());
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.complaint()).contains("nothing to run under " + folder);
        assertThat(ran.lines()).isEmpty();
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"made up\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(home.resolve("bin").resolve("java"), ECHO);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Ran run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(key -> key.startsWith("FIELDGATE_") || key.startsWith("JAVA"));
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("out").toFile());
        builder.redirectError(folder.resolve("err").toFile());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(
                process.exitValue(),
                Files.readAllLines(folder.resolve("out"), UTF_8),
                Files.readString(folder.resolve("err"), UTF_8));
    }
}
