package io.fieldgate.audit.tile;

import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.audit.wal.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
/// busy log costs hardly more of them than an idle one. A name never holds part of a file, whatever ends the
/// process.
/// Thread rule: one caller; its own threads only write and force.
public final class TileWriter implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int FEW = 2; // not worth handing over

    private final Path folder;
    private final ExecutorService forcing = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("audit-tiles-", 0).factory());

    public TileWriter(Path folder) {
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
            DurableFiles.sync(changed);
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
            DurableFiles.create(parent);
        }
        changed.add(parent);
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    /// Written beside and renamed: a tile that a checkpoint covers may be written once more after a crash, and must
    /// be whole at every moment. What a full disk leaves half written is taken away, to give its space back.
    private static void force(Path path, byte[] bytes) throws IOException {
        Path beside = path.resolveSibling("." + path.getFileName() + ".new");
        try {
            DurableFiles.force(beside, bytes);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
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
