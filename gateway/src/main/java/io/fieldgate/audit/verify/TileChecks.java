package io.fieldgate.audit.verify;

import io.fieldgate.audit.tlog.CompactRange;
import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.audit.tlog.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Builds the tree again from the leaves and holds every tile file against it.
///
/// How: each level collects the hashes computed from below; when a tile's worth is there it is compared with
/// the file, and its root goes up.
/// The first differing hash of a tile names the first leaf below it.
final class TileChecks {
    private static final int HASH = TreeHasher.SIZE;

    private final TreeHasher hasher = new TreeHasher();
    private final Path folder;
    private final Consumer<Finding> sink;
    private final long size;
    private final CompactRange range = new CompactRange(hasher);
    private final List<List<byte[]>> levels = new ArrayList<>();
    private final List<Long> done = new ArrayList<>(); // tiles compared, per level
    private boolean complete = true;
    private long firstBad = -1;

    TileChecks(Path folder, long size, Consumer<Finding> sink) {
        this.folder = folder;
        this.size = size;
        this.sink = sink;
    }

    void leaf(long index, byte[] leaf) {
        if (complete && range.size() == index) {
            byte[] hash = hasher.leaf(leaf);
            range.append(hash);
            add(0, hash);
        }
    }

    /// A leaf that cannot be read ends the rebuilding: what follows cannot be placed.
    void missing(long index) {
        complete = false;
        firstBad = firstBad < 0 ? index : firstBad;
    }

    boolean isComplete() {
        return complete;
    }

    long size() {
        return range.size();
    }

    byte[] root() {
        return range.root();
    }

    long firstBad() {
        return firstBad;
    }

    private void add(int level, byte[] hash) {
        while (levels.size() <= level) {
            levels.add(new ArrayList<>());
            done.add(0L);
        }
        List<byte[]> open = levels.get(level);
        open.add(hash);
        if (open.size() == TilePath.FULL) {
            compare(level, TilePath.FULL);
            CompactRange tile = new CompactRange(hasher);
            open.forEach(tile::append);
            open.clear();
            done.set(level, done.get(level) + 1);
            add(level + 1, tile.root());
        }
    }

    /// Compares the open tiles at the right edge.
    void end() {
        for (int level = 0; level < levels.size() && complete; level++) {
            if (!levels.get(level).isEmpty()) {
                compare(level, levels.get(level).size());
            }
        }
    }

    private void compare(int level, int width) {
        long tile = done.get(level);
        TilePath path = new TilePath(level, tile, width);
        byte[] file = read(path);
        List<byte[]> computed = levels.get(level);
        if (file.length != width * HASH) {
            bad(level, tile * TilePath.FULL, path, "The tile is missing, or not 32 bytes for each of its hashes.");
            return;
        }
        olderPartials(path, joined(computed));
        for (int i = 0; i < width; i++) {
            if (!Arrays.equals(file, i * HASH, (i + 1) * HASH, computed.get(i), 0, HASH)) {
                bad(
                        level,
                        tile * TilePath.FULL + i,
                        path,
                        level == 0
                                ? "The leaf is not the one its tile holds."
                                : "The tile is not the one of the tile below.");
                return;
            }
        }
    }

    /// Heads signed while the tile was narrower were published with partial forms of it: they must be its beginning.
    private void olderPartials(TilePath path, byte[] computed) {
        for (int width = 1; width < path.width(); width++) {
            TilePath older = new TilePath(path.level(), path.index(), width);
            Path file = folder.resolve(older.text());
            if (!Files.isDirectory(Objects.requireNonNull(file.getParent()))) {
                return;
            }
            try {
                if (Files.exists(file)
                        && !Arrays.equals(Files.readAllBytes(file), Arrays.copyOf(computed, width * HASH))) {
                    bad(
                            path.level(),
                            path.index() * TilePath.FULL,
                            older,
                            "The partial tile is not the beginning of the tile.");
                }
            } catch (IOException _) {
                bad(path.level(), path.index() * TilePath.FULL, older, "The partial tile cannot be read.");
            }
        }
    }

    private static byte[] joined(List<byte[]> hashes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        hashes.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private void bad(int level, long hash, TilePath path, String what) {
        long index = Math.min(hash << (8 * level), size - 1);
        firstBad = firstBad < 0 ? index : Math.min(firstBad, index);
        sink.accept(new Finding("tree", index, path.text(), what));
    }

    private byte[] read(TilePath path) {
        try {
            return Files.readAllBytes(folder.resolve(path.text()));
        } catch (IOException _) {
            return fromFull(path); // said as missing by the caller when that is none either
        }
    }

    private byte[] fromFull(TilePath path) {
        try {
            byte[] full = Files.readAllBytes(folder.resolve(path.full().text()));
            return full.length == TilePath.FULL * HASH ? Arrays.copyOf(full, path.width() * HASH) : new byte[0];
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
