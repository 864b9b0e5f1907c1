package io.fieldgate.audit.wal;

import io.fieldgate.audit.LogDamaged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the write-ahead log holds beyond the signed size. @param garbage bytes of a torn end, of no whole batch
public record WalTail(List<byte[]> leaves, int garbage, int lastSegment, List<Path> files) {

    /// @throws LogDamaged when the segments do not continue the signed leaves, or more than a torn end is damaged
    public static WalTail read(Path folder, long signed) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Segment.Scan> scans = new ArrayList<>();
        int highest = 0;
        for (int number : Segment.numbers(folder)) {
            highest = number;
            files.add(Segment.path(folder, number));
            Segment.Scan scan = Segment.scan(folder, number);
            if (!isUnused(scan)) { // a spare made ahead
                scans.add(scan);
            }
        }
        scans.sort(Comparator.comparingLong(WalTail::firstLeaf)); // a spare may be taken into use after a later number
        List<byte[]> leaves = new ArrayList<>();
        long next = -1;
        for (int i = 0; i < scans.size(); i++) {
            for (WalBatch batch : scans.get(i).batches()) {
                if (next >= 0 && batch.first() != next) {
                    throw new LogDamaged(
                            "The write-ahead log jumps from leaf " + next + " to leaf " + batch.first() + ".");
                }
                next = batch.first() + batch.leaves().size();
                collect(batch, signed, leaves);
            }
            check(scans.get(i), next, signed, i == scans.size() - 1);
        }
        int garbage = scans.isEmpty() ? 0 : scans.getLast().garbage();
        return new WalTail(leaves, garbage, highest, files);
    }

    private static void collect(WalBatch batch, long signed, List<byte[]> leaves) {
        for (int k = 0; k < batch.leaves().size(); k++) {
            long index = batch.first() + k;
            if (index >= signed) {
                requireNext(index, signed + leaves.size());
                leaves.add(batch.leaves().get(k));
            }
        }
    }

    /// Segments without a whole batch hold at most the torn end.
    private static long firstLeaf(Segment.Scan scan) {
        return scan.batches().isEmpty()
                ? Long.MAX_VALUE
                : scan.batches().getFirst().first();
    }

    private static boolean isUnused(Segment.Scan scan) {
        return scan.batches().isEmpty() && scan.garbage() == 0;
    }

    private static void requireNext(long index, long expected) {
        if (index != expected) {
            throw new LogDamaged("Leaves " + expected + " to " + (index - 1) + " are in no file of the log.");
        }
    }

    private static void check(Segment.Scan scan, long next, long signed, boolean last) {
        if (scan.goodAfterBad()) {
            throw new LogDamaged("Segment " + scan.number() + " of the write-ahead log is damaged before its end.");
        }
        if (last && !scan.batches().isEmpty() && next < signed) {
            throw new LogDamaged(
                    "The write-ahead log ends at leaf " + (next - 1) + ", below the signed size " + signed + ".");
        }
        if (!last
                && scan.garbage() > 0
                && next > signed) { // a torn end that an earlier start cut lies below a signed head
            throw new LogDamaged(
                    "Segment " + scan.number() + " of the write-ahead log is damaged after leaf " + (next - 1) + ".");
        }
    }
}
