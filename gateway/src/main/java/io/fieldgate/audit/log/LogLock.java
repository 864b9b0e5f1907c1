package io.fieldgate.audit.log;

import io.fieldgate.audit.wal.DurableFiles;
import io.fieldgate.outage.AuditUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One writer per log: an exclusive lock on the folder's `lock`, freed by the kernel when the process dies.
final class LogLock {
    private final FileChannel channel;

    private LogLock(FileChannel channel) {
        this.channel = channel;
    }

    static LogLock take(Path folder) {
        try {
            DurableFiles.create(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new AuditUnavailable("The log is locked by another gateway.");
            }
            return new LogLock(channel);
        } catch (IOException e) {
            throw new AuditUnavailable("The log's folder cannot be written.", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // another log of this process holds it
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
