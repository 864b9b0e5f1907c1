package io.fieldgate.audit.wal;

import io.fieldgate.audit.LogDamaged;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How far one segment of a write-ahead log reached when somebody else looked at it.
public record WalTailSnapshot(int number, long end, boolean goodAfterBad) {

    public static List<WalTailSnapshot> take(Path wal) throws IOException {
        List<WalTailSnapshot> all = new ArrayList<>();
        for (int number : Segment.numbers(wal)) {
            try {
                Segment.Scan scan = Segment.scan(wal, number);
                long end = scan.batches().isEmpty()
                        ? 0
                        : scan.batches().getLast().first()
                                + scan.batches().getLast().leaves().size();
                all.add(new WalTailSnapshot(number, end, scan.goodAfterBad()));
            } catch (NoSuchFileException _) {
                // signed and removed meanwhile
            }
        }
        return all;
    }

    /// Leaves beyond the head. @throws LogDamaged when a segment is damaged before its end
    public static long unsigned(List<WalTailSnapshot> tail, long signed) {
        long end = signed;
        for (WalTailSnapshot segment : tail) {
            if (segment.goodAfterBad()) {
                throw new LogDamaged(
                        "Segment " + segment.number() + " of the write-ahead log is damaged before its end.");
            }
            end = Math.max(end, segment.end());
        }
        return end - signed;
    }
}
