package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Any bytes: nothing is thrown, what was read can be written and reads as the same, no note repeats an
/// undeclared name.
final class JsonFuzzTest {

    private static final List<Shape> SHAPES = List.of(Declarations.one(), Declarations.page());

    @FuzzTest(maxDuration = "60s")
    void read(byte[] body) {
        for (Shape shape : SHAPES) {
            ReadResult readResult = BodyFormats.JSON.read(body, "application/json", shape, Limits.DEFAULT, _ -> false);
            if (readResult instanceof ReadResult.Read(Document document)) {
                assertThat(document.notes()).allMatch(note -> Notes.areHarmless(note.at()));
                byte[] written = BodyFormats.JSON
                        .write(document.cells(), document.records(), shape)
                        .bytes();
                Document again = Declarations.document(
                        BodyFormats.JSON.read(written, "application/json", shape, Limits.DEFAULT, _ -> false));
                assertThat(again.skipped()).isZero();
                assertThat(again.cells()).hasSameSizeAs(document.cells());
                assertThat(BodyFormats.JSON
                                .write(again.cells(), again.records(), shape)
                                .bytes())
                        .isEqualTo(written);
                slow(body);
            } else if (readResult instanceof ReadResult.Malformed malformed) {
                assertThat(Notes.areHarmless(malformed.at())).isTrue();
            }
        }
    }

    /// The slow reference: whatever the walk takes, the whole reader takes as well, and it survives being written.
    private static void slow(byte[] body) {
        try {
            Value whole = Json.read(body);
            assertThat(Json.read(Json.write(whole))).isEqualTo(whole);
        } catch (NotJson refused) {
            throw new AssertionError("The walk took what the whole reader refuses: " + refused.reason());
        }
    }
}
