package io.fieldgate.audit.tile;

import io.fieldgate.audit.tlog.EntryBundle;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.TileHashes;
import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.audit.wal.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The public files of a log below its folder, exactly as they are served: `checkpoint`, `tile/…`. Thread rule:
/// stateless.
public final class TileStore implements TileHashes.Tiles {
    private static final int HASH = 32;

    private final Path folder;

    public TileStore(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /// The tile's bytes; where a partial one was collected, they are cut out of the full one.
    @Override
    public byte[] read(TilePath path) throws NotTlog {
        byte[] exact = readIfThere(path);
        if (exact != null) {
            return exact;
        }
        byte[] full = path.width() < TilePath.FULL ? readIfThere(path.full()) : null;
        if (full == null || full.length < path.width() * HASH) {
            throw new NotTlog("The file `" + path.text() + "` is missing.");
        }
        return Arrays.copyOf(full, path.width() * HASH);
    }

    /// Leaves of a bundle; where a partial one was collected, the first of the full one.
    List<byte[]> leaves(TilePath path) throws NotTlog {
        byte[] exact = readIfThere(path);
        if (exact != null) {
            return EntryBundle.decode(exact, path.width());
        }
        byte[] full = path.width() < TilePath.FULL ? readIfThere(path.full()) : null;
        if (full == null) {
            throw new NotTlog("The file `" + path.text() + "` is missing.");
        }
        return EntryBundle.decode(full, TilePath.FULL).subList(0, path.width());
    }

    private byte @Nullable [] readIfThere(TilePath path) throws NotTlog {
        try {
            return Files.readAllBytes(folder.resolve(path.text()));
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException _) {
            throw new NotTlog("The file `" + path.text() + "` cannot be read.");
        }
    }

    public Optional<byte[]> checkpoint() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve("checkpoint")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    public void publish(String note) throws IOException {
        DurableFiles.write(Objects.requireNonNull(folder.resolve("checkpoint")), note.getBytes(StandardCharsets.UTF_8));
    }
}
