package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes under the boundary `b`: nothing is thrown, what was read can be written and reads as the same.
final class MultipartFuzzTest {

    private static final BodyFormat MULTIPART = BodyFormats.named("multipart").orElseThrow();
    private static final Shape SHAPE = Declarations.oneWithPhoto();

    @FuzzTest(maxDuration = "60s")
    void read(byte[] body) {
        ReadResult readResult =
                MULTIPART.read(body, "multipart/form-data; boundary=b", SHAPE, Limits.DEFAULT, _ -> false);
        switch (readResult) {
            case ReadResult.Read(Document document) -> {
                assertThat(document.notes()).allMatch(note -> Notes.areHarmless(note.at()));
                BodyFormat.Written written = MULTIPART.write(document.cells(), 1, SHAPE);
                Document again = Declarations.document(
                        MULTIPART.read(written.bytes(), written.contentType(), SHAPE, Limits.DEFAULT, _ -> false));
                assertThat(again.skipped()).isZero();
                assertThat(MULTIPART.write(again.cells(), 1, SHAPE).bytes()).isEqualTo(written.bytes());
            }
            case ReadResult.Malformed malformed ->
                assertThat(Notes.areHarmless(malformed.at())).isTrue();
        }
    }
}
