package io.fieldgate.audit.query;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.audit.tile.TileStore;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.audit.tlog.TileHashes;
import io.fieldgate.audit.tlog.TlogProof;
import io.fieldgate.audit.tlog.TreeHasher;
import io.fieldgate.audit.tlog.TreeProofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Evidence for one leaf that needs nothing else to be checked: the leaf's exact bytes and a C2SP tlog-proof
/// against a named head.
/// @param proof content of the `.tlog-proof` file
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LeafProof(long index, byte[] leaf, String proof) {

    /// Proves a leaf against the checkpoint of the folder.
    /// @throws LogDamaged when the files do not hold the leaf @throws IllegalArgumentException when the head
    /// does not cover the index
    public static LeafProof of(Path folder, long index) {
        try {
            SignedNote signedNote = SignedNote.parse(Files.readAllBytes(folder.resolve("checkpoint")));
            Checkpoint head = Checkpoint.parse(signedNote.text());
            if (index < 0 || index >= head.size()) {
                throw new IllegalArgumentException("The signed head covers leaves 0 to " + (head.size() - 1) + ".");
            }
            TileStore store = new TileStore(folder);
            TreeHasher hasher = new TreeHasher();
            TlogProof proof = new TlogProof(
                    index,
                    TreeProofs.inclusion(hasher, index, head.size(), new TileHashes(hasher, head.size(), store)),
                    signedNote);
            byte[] leaf =
                    new LogReader(store, head.origin(), head.size()).leaf(index).bytes();
            return new LeafProof(index, leaf, proof.format());
        } catch (IOException | NotTlog e) {
            throw new LogDamaged("No proof can be made from this folder.", e);
        }
    }
}
