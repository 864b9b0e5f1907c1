package io.fieldgate.audit.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the write-ahead log asks of the file system. The seam where tests delay, fill and break the disk.
public interface Disk {

    /// A file of zeros, durable with its folder entry. @throws IOException when there is no room; no file
    /// remains then
    File preallocate(Path path, int bytes) throws IOException;

    /// What the path names now (device and inode), null when nothing.
    @Nullable
    Object identity(Path path) throws IOException;

    /// An open file. Thread rule: the writer's thread only; an interrupt would close the channel.
    interface File extends AutoCloseable {
        void write(ByteBuffer bytes, long position) throws IOException;

        /// Returns when everything written is durable.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }
}
