package io.fieldgate.audit.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.tlog.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tiles are the signed past: no moment of writing them may show half a file under a signed name.
final class TileWriterTest {
    @TempDir
    Path folder;

    /// A second name of the first file shows whether it was written over or replaced.
    @Test
    void writingAgain_replacesTheFile_neverWritesIntoIt() throws IOException {
        TilePath tile = new TilePath(0, 12, TilePath.FULL);
        Path file = folder.resolve(tile.text());
        byte[] first = "first".getBytes(StandardCharsets.UTF_8);
        byte[] second = "second".getBytes(StandardCharsets.UTF_8);
        try (TileWriter writer = new TileWriter(folder)) {
            writer.write(Map.of(tile, first));
            Path link = Files.createLink(folder.resolve("link"), file);
            writer.write(Map.of(tile, second));
            assertThat(link).hasBinaryContent(first);
            assertThat(file).hasBinaryContent(second);
        }
        try (Stream<Path> files = Files.list(Objects.requireNonNull(file.getParent()))) {
            assertThat(files).containsExactly(file);
        }
    }

    /// The tile of level 1 changes once in 256 leaves; written at every head it would be the file most often at risk.
    @Test
    void edge_isWrittenOnlyWhenItChanges() throws IOException {
        TreeBuilder tree = TreeBuilder.empty(new TileStore(folder));
        try (TileWriter writer = new TileWriter(folder)) {
            append(tree, 300);
            tree.flush(writer);
            Path upper = folder.resolve(new TilePath(1, 0, 1).text());
            Object written = identity(upper);
            append(tree, 1);
            tree.flush(writer);
            assertThat(identity(upper)).isEqualTo(written);
            append(tree, 256);
            tree.flush(writer);
            assertThat(folder.resolve(new TilePath(1, 0, 2).text())).exists();
        }
    }

    private static void append(TreeBuilder tree, int leaves) {
        for (int i = 0; i < leaves; i++) {
            tree.append(("leaf " + tree.size()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime();
    }
}
