package io.fieldgate.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file system of a few megabytes (tmpfs), where this machine lets one be mounted: as root, in a container of
/// one's own or a virtual machine.
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// @return empty where nothing may be mounted
    static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException, InterruptedException {
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
