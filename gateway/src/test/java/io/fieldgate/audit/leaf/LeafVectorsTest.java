package io.fieldgate.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.ProcessingOperation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The published vectors are what this code writes. `-Dgolden.update=true` writes the file anew and fails.
/// A reader that shares no code with this house is in `examples`.
final class LeafVectorsTest {
    private static final Path FILE = Path.of("..", "docs", "vectors", "leaf.json");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @Test
    void file_isWhatTheProductWrites() throws Exception {
        String made = LeafVectors.file();
        if (UPDATE) {
            Files.writeString(FILE, made);
        }
        assertThat(UPDATE)
                .as("goldens were written anew; run without -Dgolden.update")
                .isFalse();
        assertThat(Files.readString(FILE)).isEqualTo(made);
    }

    @Test
    void vectors_coverEveryKindAndOperation() {
        Set<String> words = LeafVectors.leaves().stream()
                .map(leaf -> Leaf.parse(0, leaf))
                .flatMap(leaf -> Set.of("kind " + leaf.text("kind"), "op " + leaf.text("op")).stream())
                .collect(Collectors.toSet());
        Arrays.stream(LeafKind.values()).forEach(kind -> assertThat(words).contains("kind " + kind.word()));
        Arrays.stream(ProcessingOperation.values())
                .forEach(op -> assertThat(words).contains("op " + op.word()));
    }

    @Test
    void everyLeaf_fitsItsSchema() {
        for (byte[] leaf : LeafVectors.leaves()) {
            assertThat(LeafSchema.fault(Leaf.parse(0, leaf)))
                    .as(new String(leaf, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }
}
