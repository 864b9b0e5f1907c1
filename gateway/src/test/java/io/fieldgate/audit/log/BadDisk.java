package io.fieldgate.audit.log;

import io.fieldgate.audit.wal.Disk;
import io.fieldgate.audit.wal.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A real disk that can be told to be slow, full or broken.
final class BadDisk implements Disk {
    private final Disk real = new RealDisk();
    volatile boolean full;
    volatile boolean forceFails;
    volatile long forceNanos;
    volatile int forces;

    @Override
    public File preallocate(Path path, int bytes) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        File file = real.preallocate(path, bytes);
        return new File() {
            @Override
            public void write(ByteBuffer buffer, long position) throws IOException {
                file.write(buffer, position);
            }

            @Override
            @SuppressWarnings("NonAtomicVolatileUpdate") // one writer thread
            public void force() throws IOException {
                if (forceNanos > 0) {
                    LockSupport.parkNanos(forceNanos);
                }
                if (forceFails) {
                    throw new IOException("Input/output error");
                }
                forces++;
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public @Nullable Object identity(Path path) throws IOException {
        return real.identity(path);
    }
}
