package io.fieldgate.audit.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The file system of the host.
public final class RealDisk implements Disk {
    private static final int BLOCK = 1 << 20; // 1 MiB

    @Override
    public File preallocate(Path path, int bytes) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            ByteBuffer zeros = ByteBuffer.allocate(Math.min(bytes, BLOCK));
            for (int at = 0; at < bytes; at += zeros.limit()) {
                zeros.clear().limit(Math.min(BLOCK, bytes - at));
                writeAll(channel, zeros, at);
            }
            channel.force(true);
            DurableFiles.sync(Objects.requireNonNull(path.getParent()));
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
        return new Opened(channel);
    }

    @Override
    public @Nullable Object identity(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    private record Opened(FileChannel channel) implements File {
        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            writeAll(channel, bytes, position);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
