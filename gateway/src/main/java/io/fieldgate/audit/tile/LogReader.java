package io.fieldgate.audit.tile;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.audit.tlog.TilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the signed leaves of a log, in order. It believes the files; whoever does not runs
/// [io.fieldgate.audit.verify.Verifier].
/// Errors: [LogDamaged] when a file is missing or unreadable. Thread rule: any thread; blocks.
public final class LogReader {
    private final TileStore store;
    private final String origin;
    private final long size;

    public LogReader(TileStore store, String origin, long size) {
        this.store = store;
        this.origin = origin;
        this.size = size;
    }

    /// Reads up to the folder's checkpoint; a folder without one has no signed leaves.
    public static LogReader open(Path folder) {
        TileStore store = new TileStore(folder);
        try {
            Optional<byte[]> note = store.checkpoint();
            if (note.isEmpty()) {
                return new LogReader(store, "", 0);
            }
            Checkpoint head = Checkpoint.parse(SignedNote.parse(note.get()).text());
            return new LogReader(store, head.origin(), head.size());
        } catch (IOException | NotTlog e) {
            throw new LogDamaged("The checkpoint of the log cannot be read.", e);
        }
    }

    public String origin() {
        return origin;
    }

    /// Leaves this reader covers.
    public long size() {
        return size;
    }

    public Leaf leaf(long index) {
        return Leaf.parse(index, bundle(index / TilePath.FULL).get((int) (index % TilePath.FULL)));
    }

    /// Hands over leaves from index `from` to one before `to`, until the visitor says false.
    public void forEach(long from, long to, Predicate<Leaf> visitor) {
        long end = Math.min(to, size);
        List<byte[]> bundle = List.of();
        for (long index = Math.max(from, 0); index < end; index++) {
            int place = (int) (index % TilePath.FULL);
            if (bundle.isEmpty() || place == 0) {
                bundle = bundle(index / TilePath.FULL);
            }
            if (!visitor.test(Leaf.parse(index, bundle.get(place)))) {
                return;
            }
        }
    }

    /// Index of the first leaf not older than the instant; [#size] when all are. Time never falls along the log.
    public long firstAt(Instant instant) {
        long micros = Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (leaf(middle).micros() < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<byte[]> bundle(long number) {
        int width = TilePath.width(0, number, size);
        if (width == 0) {
            throw new IllegalArgumentException("The log holds " + size + " leaves.");
        }
        try {
            return store.leaves(TilePath.entries(number, width));
        } catch (NotTlog e) {
            throw new LogDamaged("The log cannot be read: " + e.getMessage(), e);
        }
    }
}
