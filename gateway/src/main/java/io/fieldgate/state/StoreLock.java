package io.fieldgate.state;

import io.fieldgate.outage.StateUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second gateway away from a state file: an exclusive lock on `<file>.lock`, freed by the kernel when
/// the process dies. Within one process a second take is refused without touching the file, for the kernel
/// drops a process's lock as soon as the process closes any descriptor of that file.
final class StoreLock {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet(); // by this process

    private final FileChannel channel;
    private final Path path;

    private StoreLock(FileChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
    }

    /// Also makes the folder and an empty file that only the owner may read.
    static StoreLock take(Path file) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Path path = folder.toRealPath().resolve(file.getFileName() + ".lock");
            if (!HELD.add(path)) {
                throw locked();
            }
            StoreLock lock = null;
            try {
                createPrivate(file);
                lock = new StoreLock(open(path), path);
                return lock;
            } finally {
                if (lock == null) {
                    HELD.remove(path); // nobody holds it; whatever failed goes on to the caller
                }
            }
        } catch (IOException e) {
            throw new StateUnavailable("The state folder cannot be written.", e);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw locked();
        }
        return channel;
    }

    private static StateUnavailable locked() {
        return new StateUnavailable("The state is locked by another gateway.");
    }

    private static void createPrivate(Path file) throws IOException {
        FileAttribute<?>[] ownerOnly =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
        } catch (FileAlreadyExistsException _) {
            // an earlier run made it
        }
    }

    void release() {
        try {
            channel.close();
        } catch (IOException _) {
            // the kernel frees the lock at the latest when the process ends
        } finally {
            HELD.remove(path);
        }
    }
}
