package io.fieldgate.audit.tile;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.CompactRange;
import io.fieldgate.audit.tlog.EntryBundle;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.TileHashes;
import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.audit.tlog.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The growing edge of the tree in memory, and the files it owes to the disk. Thread rule: one thread.
///
/// How: a leaf's hash goes into the open tile of level 0; a full tile is owed to the disk and its root goes
/// into the level above.
/// Owed files stay owed until they are durable, so a full disk delays a checkpoint and loses nothing.
public final class TreeBuilder {
    private static final int HASH = TreeHasher.SIZE;

    private final TreeHasher hasher = new TreeHasher();
    private final TileStore store;
    private final CompactRange range;
    private final List<byte[]> bundle = new ArrayList<>();
    private final List<List<byte[]>> levels = new ArrayList<>();
    private final Map<TilePath, byte[]> owed = new LinkedHashMap<>();
    private Set<TilePath> durable = Set.of(); // of the right edge; a path with its width says what is in it

    private TreeBuilder(TileStore store, CompactRange range) {
        this.store = store;
        this.range = range;
    }

    static TreeBuilder empty(TileStore store) {
        return new TreeBuilder(store, new CompactRange(new TreeHasher()));
    }

    /// Takes up the tree under a checkpoint. @throws LogDamaged when the files' right edge is not what was signed
    public static TreeBuilder load(TileStore store, Checkpoint head) {
        long size = head.size();
        TreeHasher hasher = new TreeHasher();
        try {
            CompactRange range = CompactRange.of(hasher, size, new TileHashes(hasher, size, store));
            if (!Arrays.equals(range.root(), head.root())) {
                throw new LogDamaged("The tiles of the log do not hash to the signed root of size " + size + ".");
            }
            TreeBuilder tree = new TreeBuilder(store, range);
            for (TilePath path : TilePath.edge(size)) {
                tree.take(path, hasher);
            }
            tree.durable = Set.copyOf(TilePath.edge(size));
            return tree;
        } catch (NotTlog e) {
            throw new LogDamaged("The log is damaged below its signed size " + size + ": " + e.getMessage(), e);
        }
    }

    private void take(TilePath path, TreeHasher with) throws NotTlog {
        if (path.level() == TilePath.ENTRIES) {
            byte[] hashes = store.read(new TilePath(0, path.index(), path.width()));
            bundle.addAll(store.leaves(path));
            for (int i = 0; i < bundle.size(); i++) {
                byte[] expected = Arrays.copyOfRange(hashes, i * HASH, (i + 1) * HASH);
                if (!Arrays.equals(with.leaf(bundle.get(i)), expected)) {
                    throw new NotTlog(
                            "leaf " + (path.index() * TilePath.FULL + i) + " is not the one that was signed.");
                }
            }
            return;
        }
        byte[] hashes = store.read(path);
        for (int i = 0; i < path.width(); i++) {
            level(path.level()).add(Arrays.copyOfRange(hashes, i * HASH, (i + 1) * HASH));
        }
    }

    public long size() {
        return range.size();
    }

    public byte[] root() {
        return range.root();
    }

    public void append(byte[] leaf) {
        byte[] hash = hasher.leaf(leaf);
        range.append(hash);
        bundle.add(leaf);
        long next = range.size();
        if (bundle.size() == TilePath.FULL) {
            owed.put(TilePath.entries(next / TilePath.FULL - 1, TilePath.FULL), EntryBundle.encode(bundle));
            bundle.clear();
        }
        byte[] node = hash;
        for (int level = 0; node != null; level++) {
            next = level == 0 ? next : next / TilePath.FULL;
            List<byte[]> open = level(level);
            open.add(node);
            node = null;
            if (open.size() == TilePath.FULL) {
                owed.put(new TilePath(level, next / TilePath.FULL - 1, TilePath.FULL), joined(open));
                CompactRange tile = new CompactRange(hasher);
                open.forEach(tile::append);
                node = tile.root();
                open.clear();
            }
        }
    }

    private List<byte[]> level(int level) {
        while (levels.size() <= level) {
            levels.add(new ArrayList<>());
        }
        return levels.get(level);
    }

    /// Makes all files of the present size durable.
    public void flush(TileWriter writer) throws IOException {
        Map<TilePath, byte[]> files = new LinkedHashMap<>(owed);
        List<TilePath> edge = TilePath.edge(range.size());
        for (TilePath path : edge) {
            if (!durable.contains(path)) {
                files.put(
                        path,
                        path.level() == TilePath.ENTRIES ? EntryBundle.encode(bundle) : joined(level(path.level())));
            }
        }
        writer.write(files);
        for (TilePath full : owed.keySet()) {
            writer.collectPartials(full);
        }
        owed.clear();
        durable = Set.copyOf(edge);
    }

    private static byte[] joined(List<byte[]> hashes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(hashes.size() * HASH);
        hashes.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
