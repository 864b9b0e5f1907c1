package io.fieldgate.audit.verify;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.EntryBundle;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.audit.tlog.TrustPolicy;
import io.fieldgate.audit.wal.WalTailSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Checks a log's folder, or a copy of it, trusting only the keys of a trust file. Reads every leaf; needs no
/// network and no gateway.
///
/// Checked: the note's signatures · every bundle against its tile, every tile against the tile below, the root
/// against the head · a remembered head as a beginning of this one · no tile behind the head · every leaf's form ·
/// pairs of leaves ·
/// time. Unknown is a finding, never a warning.
/// Not checked, because nothing signs it: leaves after the head. Thread rule: one verification per instance.
public final class Verifier {
    private static final int MAX_FINDINGS = 100;
    private static final int TAIL_TRIES = 3; // a running gateway may remove a segment between two reads
    private static final Duration SIGNED_SOON = Duration.ofSeconds(5); // a running gateway signs what its tiles hold
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path folder;
    private final TrustPolicy trust;
    private final @Nullable Checkpoint remembered;
    private final List<Finding> findings = new ArrayList<>();
    private long unsigned = -1;
    private String note = "";

    public Verifier(Path folder, TrustPolicy trust) {
        this(folder, trust, null);
    }

    /// @param remembered a head somebody kept from before: this log must begin with it
    Verifier(Path folder, TrustPolicy trust, @Nullable Checkpoint remembered) {
        this.folder = folder;
        this.trust = trust;
        this.remembered = remembered;
    }

    public VerifierReport verify() {
        Optional<Checkpoint> head = head();
        if (head.isEmpty()) {
            return report("", 0, "", List.of());
        }
        Checkpoint checkpoint = head.get();
        LeafChecks leaves = new LeafChecks(this::find);
        tree(checkpoint, leaves);
        leaves.end();
        newerTiles(checkpoint);
        return report(checkpoint.origin(), checkpoint.size(), checkpoint.rootText(), leaves.listed());
    }

    private VerifierReport report(String origin, long size, String root, List<String> listed) {
        return new VerifierReport(origin, size, root, unsigned, "self-attested", findings, listed, note);
    }

    private void find(String rule, long index, String where, String what) {
        find(new Finding(rule, index, where, what));
    }

    private void find(Finding finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }

    /// The signed head. The write-ahead log is looked at first, so that what it holds beyond the head was
    /// unsigned at that time.
    private Optional<Checkpoint> head() {
        for (int i = 1; ; i++) {
            try {
                List<WalTailSnapshot> tail = WalTailSnapshot.take(folder.resolve("wal"));
                byte[] bytes = Files.readAllBytes(folder.resolve("checkpoint"));
                Checkpoint checkpoint = read(bytes, trust);
                note = new String(bytes, StandardCharsets.UTF_8);
                unsigned = Files.isDirectory(folder.resolve("wal"))
                        ? WalTailSnapshot.unsigned(tail, checkpoint.size())
                        : -1;
                return Optional.of(checkpoint);
            } catch (LogDamaged e) {
                if (i == TAIL_TRIES) {
                    find("tail", -1, "wal", String.valueOf(e.getMessage()));
                    return Optional.empty();
                }
            } catch (IOException e) {
                find("note", -1, "checkpoint", "The checkpoint is missing or cannot be read.");
                return Optional.empty();
            } catch (NotTlog e) {
                find("note", -1, "checkpoint", String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }
    }

    /// Tiles are written before the head that covers them. What they hold behind it a newer head has covered once, or
    /// the write-ahead log still holds it, for a process that ended in between.
    private void newerTiles(Checkpoint head) {
        long size = sizeByBundles(head.size());
        long signed = head.size() + Math.max(0, unsigned);
        long end = System.nanoTime() + SIGNED_SOON.toNanos();
        while (signed < size && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            try {
                signed = kept(folder.resolve("checkpoint"), trust).size();
            } catch (IOException | NotTlog unreadable) {
                return; // it was readable, so somebody is at work here: no word on what cannot be judged
            }
        }
        if (signed < size) {
            find(
                    "history",
                    head.size(),
                    "checkpoint",
                    "The tiles hold " + (size - head.size())
                            + " leaves that a newer head has covered: this head is an old one. (A copy of a running log may show this: verify it where it lies, or copy again.)");
        }
    }

    /// How many leaves the bundles hold that go on behind a head.
    private long sizeByBundles(long head) {
        for (long index = head / TilePath.FULL; ; index++) {
            if (Files.exists(
                    folder.resolve(TilePath.entries(index, TilePath.FULL).text()))) {
                continue;
            }
            for (int width = TilePath.FULL - 1; width > 0; width--) {
                if (Files.exists(folder.resolve(TilePath.entries(index, width).text()))) {
                    return index * TilePath.FULL + width;
                }
            }
            return index * TilePath.FULL;
        }
    }

    /// @param note a head somebody kept from before: the log must begin with what it covers
    /// @throws NotTlog where no key of the trust file has signed it
    public static Verifier since(Path note, Path folder, TrustPolicy trust) throws IOException, NotTlog {
        return new Verifier(folder, trust, kept(note, trust));
    }

    private static Checkpoint kept(Path file, TrustPolicy trust) throws IOException, NotTlog {
        return read(Files.readAllBytes(file), trust);
    }

    private static Checkpoint read(byte[] bytes, TrustPolicy trust) throws NotTlog {
        SignedNote signedNote = SignedNote.parse(bytes);
        signedNote.verify(trust.logs());
        Checkpoint checkpoint = Checkpoint.parse(signedNote.text());
        if (trust.logs().stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            throw new NotTlog("The checkpoint is of another origin than the trusted keys.");
        }
        return checkpoint;
    }

    private void tree(Checkpoint head, LeafChecks leaves) {
        TileChecks tiles = new TileChecks(folder, head.size(), this::find);
        if (remembered != null && remembered.size() > head.size()) {
            find(
                    "history",
                    head.size(),
                    "checkpoint",
                    "The head is smaller than the remembered one: leaves are missing.");
        }
        rememberedRoot(tiles);
        for (long start = 0; start < head.size(); start += TilePath.FULL) {
            int width = TilePath.width(0, start / TilePath.FULL, head.size());
            TilePath path = TilePath.entries(start / TilePath.FULL, width);
            List<byte[]> bundle = bundle(path, start);
            olderBundles(path, start, bundle);
            for (int i = 0; i < width; i++) {
                if (i >= bundle.size()) {
                    tiles.missing(start + i);
                    continue;
                }
                tiles.leaf(start + i, bundle.get(i));
                leaves.leaf(start + i, bundle.get(i));
                rememberedRoot(tiles);
            }
        }
        tiles.end();
        if (tiles.isComplete() && !Arrays.equals(tiles.root(), head.root())) {
            find("tree", tiles.firstBad(), "checkpoint", "The leaves do not hash to the signed root.");
        }
    }

    private void rememberedRoot(TileChecks tiles) {
        if (remembered != null
                && tiles.size() == remembered.size()
                && tiles.isComplete()
                && !Arrays.equals(tiles.root(), remembered.root())) {
            find("history", remembered.size() - 1, "", "The remembered head is not a beginning of this log.");
        }
    }

    private List<byte[]> bundle(TilePath path, long start) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(path.text()));
            return EntryBundle.decode(bytes, path.width());
        } catch (IOException e) {
            return fromFull(path, start);
        } catch (NotTlog e) {
            find("tree", start, path.text(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void olderBundles(TilePath path, long start, List<byte[]> leaves) {
        for (int width = 1; width < leaves.size(); width++) {
            TilePath older = TilePath.entries(path.index(), width);
            Path file = folder.resolve(older.text());
            if (!Files.isDirectory(Objects.requireNonNull(file.getParent()))) {
                return;
            }
            try {
                if (Files.exists(file)
                        && !Arrays.equals(Files.readAllBytes(file), EntryBundle.encode(leaves.subList(0, width)))) {
                    find("tree", start, older.text(), "The partial bundle is not the beginning of the bundle.");
                }
            } catch (IOException e) {
                find("tree", start, older.text(), "The partial bundle cannot be read.");
            }
        }
    }

    /// A running gateway may have filled and collected a partial bundle since its head was read.
    private List<byte[]> fromFull(TilePath path, long start) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(path.full().text()));
            return EntryBundle.decode(bytes, TilePath.FULL).subList(0, path.width());
        } catch (IOException | NotTlog e) {
            find("tree", start, path.text(), "The bundle is missing or cannot be read.");
            return List.of();
        }
    }
}
