package io.fieldgate.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keeps a second gateway away from a state file: an exclusive lock on `<file>.lock`, freed by the kernel when
/// the process dies.
final class StoreLock {
    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Also makes the folder and an empty file that only the owner may read.
    static StoreLock take(Path file) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StateUnavailable("The state is locked by another gateway.");
            }
            createPrivate(file);
            return new StoreLock(channel);
        } catch (IOException e) {
            throw new StateUnavailable("The state folder cannot be written.", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // another store of this process holds it
        }
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
        }
    }
}
