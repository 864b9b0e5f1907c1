package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Any text as query and as path segment: nothing is thrown, what was read can be written and reads as the same.
final class TargetFuzzTest {

    private static final Shape SHAPE = Shape.root()
            .slot(0, Declarations.place("query:district"), Shape.Kind.SCALAR, 20)
            .slot(1, Declarations.place("query:page"), Shape.Kind.SCALAR, 4)
            .slot(2, Declarations.place("path:name"), Shape.Kind.SCALAR, 36)
            .build();

    @FuzzTest(maxDuration = "60s")
    void read(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.UTF_8);
        if (QueryReader.read(raw, SHAPE, Limits.DEFAULT, _ -> false) instanceof ReadResult.Read(Document document)) {
            assertThat(document.notes()).allMatch(note -> Notes.areHarmless(note.at()));
            String written = QueryWriter.write(document.cells());
            Document again = Declarations.document(QueryReader.read(written, SHAPE, Limits.DEFAULT, _ -> false));
            assertThat(again.cells()).isEqualTo(document.cells());
            assertThat(again.skipped()).isZero();
        }
        if (PathReader.read(Map.of("name", raw), SHAPE, Limits.DEFAULT) instanceof ReadResult.Read(Document document)) {
            document.cells().forEach(cell -> {
                String segment = QueryWriter.segment(cell.value());
                assertThat(Declarations.document(PathReader.read(Map.of("name", segment), SHAPE, Limits.DEFAULT))
                                .cells())
                        .containsExactly(cell);
            });
        }
    }
}
