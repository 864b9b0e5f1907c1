package io.fieldgate.audit.log;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.audit.tile.SignedHead;
import io.fieldgate.audit.tile.SignedHeadRow;
import io.fieldgate.audit.tile.TileStore;
import io.fieldgate.audit.tile.TreeBuilder;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.CompactRange;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.audit.tlog.TileHashes;
import io.fieldgate.audit.tlog.TreeHasher;
import io.fieldgate.audit.tlog.VerifierKey;
import io.fieldgate.audit.wal.WalTail;
import io.fieldgate.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes up a log as the last run left it: head, state, tiles and write-ahead log must tell one story, or the
/// gateway does not start.
///
/// What may be cut is only a torn end nobody was told about: bytes after the last whole batch of the last
/// segment, beyond the signed size.
/// Everything recovered is signed before a new segment is begun, so a second crash finds an older or an equal story.
final class LogRecovery {
    /// What a restored state may not know yet and must be told again.
    private static final Set<LeafKind> REPLAYED =
            Set.of(LeafKind.SHRED_INTENT, LeafKind.SHRED_DONE, LeafKind.ERASE_INTENT, LeafKind.ERASE_DONE);

    private final AuditSettings settings;
    private final LogSigner signer;
    private final VerifierKey key;
    private final StateStore state;
    private final TileStore store;
    private final Path wal;

    LogRecovery(AuditSettings settings, LogSigner signer, StateStore state) {
        this.settings = settings;
        this.signer = signer;
        this.key = signer.key(settings.origin());
        this.state = state;
        this.store = new TileStore(settings.folder());
        this.wal = settings.folder().resolve("wal");
    }

    /// @param segments files of the write-ahead log that are fully signed now and can go once the new one is in use
    record Result(
            Integrator integrator, RecoveredLog recovered, long lastMicros, int nextSegment, List<Path> segments) {}

    Result run() throws IOException {
        Optional<SignedHeadRow> row = SignedHeadRow.read(state, settings.origin());
        Optional<SignedNote> note = readCheckpoint();
        Checkpoint head = agree(row, note);
        TreeBuilder tree = TreeBuilder.load(store, head);
        long stateSize = row.map(r -> r.head().size()).orElse(0L);
        checkPrefix(row, head);
        IntentTracker open = new IntentTracker();
        LogReader reader = new LogReader(store, settings.origin(), head.size());
        reader.forEach(Math.min(row.map(SignedHeadRow::open).orElse(0L), stateSize), head.size(), leaf -> {
            open.see(leaf);
            return true;
        });
        SignedHead signed = new SignedHead(
                settings.origin(),
                head.size(),
                head.rootText(),
                note.map(SignedNote::format).orElse(""));
        Integrator integrator =
                new Integrator(settings, store, tree, signer, key, state, open, row.orElse(null), signed);
        WalTail tail = WalTail.read(wal, head.size());
        if (head.size() == 0
                && tail.leaves().isEmpty()
                && Files.exists(settings.folder().resolve("tile"))) {
            throw new LogDamaged("The log has tiles, but neither a checkpoint nor a head in the state.");
        }
        long first = head.size();
        for (byte[] leaf : tail.leaves()) {
            integrator.recover(Leaf.parse(first++, leaf));
        }
        integrator.publishRecovered();
        return result(integrator, open, tail, stateSize);
    }

    private Result result(Integrator integrator, IntentTracker open, WalTail tail, long stateSize) {
        long size = integrator.signed();
        LogReader reader = new LogReader(store, settings.origin(), size);
        Leaf last = size == 0 ? null : reader.leaf(size - 1);
        String ending = last == null ? "none" : last.is(LeafKind.CLOSE) && tail.garbage() == 0 ? "close" : "crash";
        List<Leaf> begun = new ArrayList<>();
        for (long index : open.indexes()) {
            begun.add(reader.leaf(index));
        }
        List<Leaf> replay = new ArrayList<>();
        reader.forEach(stateSize, size - tail.leaves().size(), leaf -> {
            if (leaf.kind().filter(REPLAYED::contains).isPresent()) {
                replay.add(leaf);
            }
            return true;
        });
        return new Result(
                integrator,
                new RecoveredLog(
                        ending,
                        tail.garbage(),
                        size,
                        only(LeafKind.INTENT, begun),
                        only(LeafKind.SHRED_INTENT, begun),
                        only(LeafKind.ERASE_INTENT, begun),
                        replay),
                last == null ? 0 : last.micros(),
                tail.lastSegment() + 1,
                tail.files());
    }

    private static List<Leaf> only(LeafKind kind, List<Leaf> leaves) {
        return leaves.stream().filter(leaf -> leaf.is(kind)).toList();
    }

    private Optional<SignedNote> readCheckpoint() throws IOException {
        Optional<byte[]> bytes = store.checkpoint();
        return bytes.isEmpty() ? Optional.empty() : Optional.of(signedByUs(bytes.get(), "checkpoint"));
    }

    private SignedNote signedByUs(byte[] bytes, String where) {
        try {
            SignedNote note = SignedNote.parse(bytes);
            note.verify(List.of(key));
            return note;
        } catch (NotTlog e) {
            throw new LogDamaged(
                    "The log's " + where + " is not one this gateway's log key signed: " + e.getMessage(), e);
        }
    }

    /// The head to go on from. The state may be one publication ahead of the file; the file may be ahead of a
    /// restored state.
    private Checkpoint agree(Optional<SignedHeadRow> row, Optional<SignedNote> note) throws IOException {
        Checkpoint published = note.isEmpty() ? empty() : parse(note.get());
        if (row.isEmpty() || row.get().head().size() < published.size()) {
            return published;
        }
        Checkpoint known = row.get().head();
        if (known.size() == published.size()) {
            if (!Arrays.equals(known.root(), published.root())) {
                throw new LogDamaged("State and log hold two different signed heads of size " + known.size() + ".");
            }
            return published;
        }
        signedByUs(row.get().note().getBytes(StandardCharsets.UTF_8), "head in the state");
        try {
            TreeBuilder.load(store, known);
        } catch (LogDamaged e) {
            throw new LogDamaged(
                    "The state knows a signed head of size " + known.size() + ", the log only one of size "
                            + published.size() + ": the log was rolled back or damaged.",
                    e);
        }
        store.publish(row.get().note()); // the last run died between both writes: the same head is published again
        return known;
    }

    /// A state older than the log must still be a beginning of it.
    private void checkPrefix(Optional<SignedHeadRow> row, Checkpoint head) {
        if (row.isEmpty() || row.get().head().size() >= head.size()) {
            return;
        }
        Checkpoint older = row.get().head();
        TreeHasher hasher = new TreeHasher();
        try {
            byte[] root = CompactRange.of(hasher, older.size(), new TileHashes(hasher, head.size(), store))
                    .root();
            if (!Arrays.equals(root, older.root())) {
                throw new LogDamaged(
                        "The head in the state (size " + older.size() + ") is not a beginning of the log.");
            }
        } catch (NotTlog e) {
            throw new LogDamaged("The log is damaged: " + e.getMessage(), e);
        }
    }

    private Checkpoint parse(SignedNote note) {
        try {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (checkpoint.origin().equals(settings.origin())) {
                return checkpoint;
            }
        } catch (NotTlog _) {
            // said below
        }
        throw new LogDamaged("The log's checkpoint is not one of origin `" + settings.origin() + "`.");
    }

    private Checkpoint empty() {
        return new Checkpoint(settings.origin(), 0, new TreeHasher().emptyRoot());
    }

    static void delete(List<Path> segments) throws IOException {
        for (Path segment : segments) {
            Files.deleteIfExists(segment);
        }
    }
}
