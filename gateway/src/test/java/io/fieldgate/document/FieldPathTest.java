package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldgate.document.FieldPath.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "/a/b",
                "/a/*/b",
                "/*",
                "/a~0b/c~1d",
                "/张/名",
                "top:/a/b",
                "query:district",
                "path:id",
                "part:photo",
                "header:x-y",
                "cookie:c",
                "/a:b",
                "/query:x"
            })
    void text_isThePlaceBack(String text) {
        FieldPath path = FieldPath.parse(text).orElseThrow();
        assertThat(path.text()).isEqualTo(text).isEqualTo(path.toString());
        assertThat(FieldPath.parse(path.text())).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "//",
                "/a/",
                "/a//b",
                "/~",
                "/~2",
                "/a~",
                "top:",
                "top:a",
                "top:/",
                "query:",
                "part:a/b",
                "query:/a",
                "body:a"
            })
    void otherTexts_areNoPlace(String text) {
        assertThat(FieldPath.parse(text)).isEmpty();
    }

    @Test
    void steps_areUnescaped() {
        assertThat(FieldPath.parse("/a~1b/~01")).contains(FieldPath.record("a/b", "~1"));
        assertThat(FieldPath.parse("/a/b")).isNotEqualTo(FieldPath.parse("top:/a/b"));
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /a/b, true",
        "/a/b, /a, true",
        "/a/*, /a/*/b, true",
        "/a/b, /a/c, false",
        "/a, /ab, false",
        "/a, top:/a, false",
        "query:a, query:a, true",
        "query:a, query:b, false",
        "query:a, part:a, false"
    })
    void overlaps_holdsBothWays(String first, String second, boolean overlap) {
        assertThat(Declarations.place(first).overlaps(Declarations.place(second)))
                .isEqualTo(overlap);
        assertThat(Declarations.place(second).overlaps(Declarations.place(first)))
                .isEqualTo(overlap);
    }

    @Test
    void namedPlace_hasOneName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldPath(Origin.QUERY, List.of("a", "b")));
        assertThat(Declarations.place("query:*").stars()).isZero();
        assertThat(Declarations.place("/a/*/b/*").stars()).isEqualTo(2);
    }

    @Test
    void cell_writesItsIndicesOut() {
        Cell cell = new Cell(0, Declarations.place("/a/*/b~1c/*"), 3, List.of(2, 0), Json.text("secret"));
        assertThat(cell.at()).isEqualTo("/a/2/b~1c/0");
        assertThat(cell.with(Json.text("other")).at()).isEqualTo(cell.at());
        assertThat(cell).hasToString("Cell[/a/*/b~1c/*]");
        assertThat(new Cell(0, Declarations.place("query:a"), -1, List.of(), Json.text("")).at())
                .isEqualTo("query:a");
    }
}
