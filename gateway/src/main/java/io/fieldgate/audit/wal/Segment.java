package io.fieldgate.audit.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One preallocated file of the write-ahead log, never used twice. Thread rule: the writer's thread.
public final class Segment {
    private static final String SUFFIX = ".wal";

    private final Disk disk;
    private final Disk.File file;
    private final Path path;
    private final int number;
    private final int bytes;
    private final @Nullable Object identity;
    private int position;

    private Segment(Disk disk, Disk.File file, Path path, int number, int bytes) throws IOException {
        this.disk = disk;
        this.file = file;
        this.path = path;
        this.number = number;
        this.bytes = bytes;
        this.identity = disk.identity(path);
    }

    public static Segment create(Disk disk, Path folder, int number, int bytes) throws IOException {
        Path path = path(folder, number);
        Disk.File file = disk.preallocate(path, bytes);
        return new Segment(disk, file, path, number, bytes);
    }

    public static Path path(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%08d%s", number, SUFFIX));
    }

    public int number() {
        return number;
    }

    public Path path() {
        return path;
    }

    public boolean holds(int more) {
        return position + more <= bytes;
    }

    /// Durable when it returns.
    public void append(ByteBuffer batch) throws IOException {
        int length = batch.remaining();
        file.write(batch, position);
        file.force();
        position += length;
    }

    /// Whether the path still names the file that is written to: a service whose log was taken away must notice.
    public boolean isInPlace() {
        try {
            return Objects.equals(identity, disk.identity(path));
        } catch (IOException _) {
            return false; // a folder that cannot be read is as good as gone
        }
    }

    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            // everything acknowledged was forced before; closing adds nothing
        }
    }

    /// What one segment file holds. @param garbage bytes that are not zero after the last whole batch, up to
    /// the last of them
    /// @param goodAfterBad a whole batch stands after something that is none: not a torn tail but damage
    public record Scan(int number, List<WalBatch> batches, int garbage, boolean goodAfterBad) {}

    static List<Integer> numbers(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == 8 + SUFFIX.length() && name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, 8))
                    .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
    }

    public static Scan scan(Path folder, int number) throws IOException {
        byte[] file = Files.readAllBytes(path(folder, number));
        List<WalBatch> batches = new ArrayList<>();
        int at = 0;
        for (WalBatch batch = WalBatch.decode(file, at, number); batch != null; ) {
            batches.add(batch);
            at = batch.end();
            batch = WalBatch.decode(file, at, number);
        }
        int last = file.length;
        while (last > at && file[last - 1] == 0) {
            last--;
        }
        boolean goodAfterBad = false;
        for (int i = at + 1; i < last && !goodAfterBad; i++) {
            goodAfterBad = file[i] == 'F' && WalBatch.decode(file, i, number) != null;
        }
        return new Scan(number, batches, last - at, goodAfterBad);
    }
}
