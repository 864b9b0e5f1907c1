package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file system of a few megabytes (tmpfs), where this machine lets one be mounted: as root, in a container of
/// one's own or a virtual machine.
final class SmallDisk implements AutoCloseable {
    private static final boolean REQUIRED = Boolean.getBoolean("scenes.mount");

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Where nothing may be mounted the scene is left out; with `-Dscenes.mount=true` it fails.
    static SmallDisk mounted(Path folder, int megabytes) throws IOException, InterruptedException {
        Optional<SmallDisk> disk = mount(folder, megabytes);
        String why = "No file system may be mounted here.";
        if (REQUIRED) {
            assertThat(disk).as(why).isPresent();
        }
        assumeTrue(disk.isPresent(), why);
        return disk.orElseThrow();
    }

    private static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int exit;
        try {
            exit = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "tmpfs", folder.toString());
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
        return exit == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// Takes all space there is.
    void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(folder.resolve("ballast"))) {
            for (int size = 65_536; size > 0; size /= 16) {
                pour(ballast, new byte[size]);
            }
        }
    }

    private static void pour(OutputStream ballast, byte[] chunk) {
        try {
            while (true) {
                ballast.write(chunk);
            }
        } catch (IOException full) {
            return; // as wanted
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(folder.resolve("ballast"));
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
