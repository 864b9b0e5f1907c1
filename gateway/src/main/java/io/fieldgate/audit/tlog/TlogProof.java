package io.fieldgate.audit.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A proof that travels alone: index, hashes from the leaf's sibling upwards, the signed checkpoint. No `extra`
/// line, for nothing authenticates it. Source: c2sp.org/tlog-proof.
public record TlogProof(long index, List<byte[]> hashes, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final int MAX_HASHES = 63;

    public TlogProof {
        hashes = List.copyOf(hashes);
    }

    public String format() {
        StringBuilder text =
                new StringBuilder(HEADER).append("\nindex ").append(index).append('\n');
        for (byte[] hash : hashes) {
            text.append(Base64.getEncoder().encodeToString(hash)).append('\n');
        }
        return text.append('\n').append(checkpoint.format()).toString();
    }

    public static TlogProof parse(byte[] bytes) throws NotTlog {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new NotTlog("A proof is a header, an index, hashes, an empty line and a checkpoint.");
        }
        String[] lines = text.substring(0, blank).split("\n", -1);
        if (lines.length < 2
                || lines.length - 2 > MAX_HASHES
                || !lines[0].equals(HEADER)
                || !lines[1].startsWith("index ")) {
            throw new NotTlog("A proof begins with its header and its index; an extra line is not accepted.");
        }
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 2; i < lines.length; i++) {
            hashes.add(NumberEncoding.hash(lines[i]));
        }
        int head = text.substring(0, blank + 2).getBytes(StandardCharsets.UTF_8).length;
        if (head > bytes.length) {
            throw new NotTlog("A proof is valid UTF-8.");
        }
        byte[] note = Arrays.copyOfRange(bytes, head, bytes.length);
        return new TlogProof(
                NumberEncoding.decimal(lines[1].substring("index ".length()), Long.MAX_VALUE),
                hashes,
                SignedNote.parse(note));
    }

    /// Whether the leaf stands at the index of a log one of the keys signed.
    public boolean verify(byte[] leaf, List<VerifierKey> known) {
        try {
            checkpoint.verify(known);
            Checkpoint head = Checkpoint.parse(checkpoint.text());
            TreeHasher hasher = new TreeHasher();
            return known.stream().anyMatch(key -> key.name().equals(head.origin()))
                    && TreeProofs.verifyInclusion(hasher, hasher.leaf(leaf), index, head.size(), head.root(), hashes);
        } catch (NotTlog _) {
            return false; // a proof that cannot be read proves nothing
        }
    }
}
