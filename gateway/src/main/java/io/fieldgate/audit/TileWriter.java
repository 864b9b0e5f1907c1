package io.fieldgate.audit;

import io.fieldgate.audit.tlog.TilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Makes tiles and bundles durable, many at once: file systems commit forces that come together as one, so a
/// busy log costs hardly more
/// of them than an idle one. Files go straight to their names: until a checkpoint covers it, nobody may believe
/// a tile.
/// Thread rule: one caller; its own threads only write and force.
final class TileWriter implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int FEW = 2; // not worth handing over

    private final Path folder;
    private final ExecutorService forcing = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("audit-tiles-", 0).factory());

    TileWriter(Path folder) {
        this.folder = folder;
    }

    /// All durable when it returns, folders included. @throws IOException when one is not; writing all again is
    /// allowed
    void write(Map<TilePath, byte[]> files) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (TilePath path : files.keySet()) {
            create(parent(folder.resolve(path.text())), folders);
        }
        List<Future<?>> running = new ArrayList<>();
        for (Map.Entry<TilePath, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey().text());
            if (files.size() <= FEW) {
                force(path, file.getValue());
            } else {
                running.add(forcing.submit(() -> {
                    force(path, file.getValue());
                    return true;
                }));
            }
        }
        await(running);
        for (Path changed : folders) {
            Folders.sync(changed);
        }
    }

    private static void await(List<Future<?>> running) throws IOException {
        IOException failure = null;
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                failure = new IOException("A tile could not be written.", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Writing tiles was interrupted.", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// Creates what is missing and names every folder whose entries change.
    private void create(Path parent, Set<Path> changed) throws IOException {
        if (!Files.isDirectory(parent)) {
            create(parent(parent), changed);
            Folders.create(parent);
        }
        changed.add(parent);
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    /// A file that could not be written in full is taken away: the next try may have another width, and a torn one
    /// that stays would look like tampering for ever.
    private static void force(Path path, byte[] bytes) throws IOException {
        try {
            fill(path, bytes);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static void fill(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /// Removes the partial forms of a tile that is full and durable now.
    void collectPartials(TilePath full) throws IOException {
        Path partials = folder.resolve(full.text() + ".p");
        if (!Files.isDirectory(partials)) {
            return;
        }
        try (Stream<Path> files = Files.list(partials)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(partials);
    }

    @Override
    public void close() {
        forcing.shutdownNow();
    }
}
