package io.fieldgate.document;

import static io.fieldgate.document.Declarations.document;
import static io.fieldgate.document.Declarations.lines;
import static io.fieldgate.document.Declarations.malformed;
import static io.fieldgate.document.Declarations.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Query strings and path variables, both ways.
final class TargetTest {

    private static final Shape SHAPE = Shape.root()
            .slot(0, Declarations.place("query:district"), Shape.Kind.SCALAR, 20)
            .slot(1, Declarations.place("query:page"), Shape.Kind.SCALAR, 4)
            .slot(2, Declarations.place("path:id"), Shape.Kind.SCALAR, 36)
            .slot(4, Declarations.place("query:photo"), Shape.Kind.BLOB, 36)
            .named(3, Declarations.place("query:mobile"))
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            district=110108                         | 0@query:district[-1]=110108
            district=%E6%B5%B7%E6%B7%80             | 0@query:district[-1]=海淀
            district=a+b%2Bc%26d%3De                | 0@query:district[-1]=a b+c&d=e
            district=a=b;c/d?e                      | 0@query:district[-1]=a=b;c/d?e
            %64istrict=x                            | 0@query:district[-1]=x
            district=                               | 0@query:district[-1]=
            district                                | 0@query:district[-1]=
            district=%F0%9F%98%80                   | 0@query:district[-1]=😀
            """)
    void parameter_isDecoded(String raw, String line) {
        assertThat(lines(document(read(raw)))).containsExactly(line);
    }

    @Test
    void parameters_keepTheirOrder() {
        Document read = document(read("page=2&district=x"));
        assertThat(lines(read)).containsExactly("1@query:page[-1]=2", "0@query:district[-1]=x");
        assertThat(read.records()).isEqualTo(1);
        assertThat(document(read("")).cells()).isEmpty();
    }

    @Test
    void undeclaredNamedTwiceAndTooLong_areNotedAndHaveNoCell() {
        Document read =
                document(read("page=1&memo=a&mobile=13800000000&page=2&110101199003071233=x&X=1&X=2&photo=a&district="
                        + "x".repeat(21)));

        assertThat(read.cells()).isEmpty();
        assertThat(notes(read))
                .containsExactly(
                        "TWICE query:page 1",
                        "UNDECLARED query:memo -1",
                        "NAMED query:mobile 3",
                        "UNDECLARED query:<18 digits> -1",
                        "UNDECLARED query:#6 -1",
                        "TWICE query:#6 -1",
                        "WRONG_KIND query:photo 4",
                        "TOO_LONG query:district 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "district=%",
                "district=%4",
                "district=%4g",
                "district=%C0%AF",
                "district=%ED%A0%80",
                "district=%FF",
                "district=%00",
                "district=a b",
                "district=é",
                "district=a#b",
                "district=a\tb",
                "=x",
                "&",
                "page=1&",
                "&page=1",
                "page=1&&district=2",
                "%=1",
                "%00=1",
                "p\u0000=1"
            })
    void brokenQuery_isMalformed(String raw) {
        ReadResult.Malformed malformed = malformed(read(raw));
        assertThat(malformed.reason()).isEqualTo("query-syntax");
        assertThat(malformed.at()).isEqualTo("query");
    }

    @Test
    void overlongQueries_areMalformed() {
        assertThat(malformed(read("page=" + "1".repeat(8_192))).reason()).isEqualTo("query-too-long");
        assertThat(malformed(read("a&".repeat(100) + "b")).reason()).isEqualTo("too-many-parameters");
    }

    @Test
    void pathVariables_becomeCells() {
        assertThat(lines(document(path("id", "a%20b+c")))).containsExactly("2@path:id[-1]=a b+c");
        assertThat(notes(document(path("id", "a".repeat(37))))).containsExactly("TOO_LONG path:id 2");
        assertThat(notes(document(path("other", "a")))).containsExactly("UNDECLARED path:other -1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "%2e", "%2E%2e", "a%2Fb", "a/b", "a%5Cb", "a%00", "a%0Ab", "a%7F", "%", "%C0%AE", "é"
            })
    void brokenSegment_isMalformed(String raw) {
        assertThat(malformed(path("id", raw))).isEqualTo(new ReadResult.Malformed("path-segment", "path:id", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"110108", "海淀 😀", "a+b&c=d%e#f?g/h", "~-._*'()", ""})
    void writtenQuery_readsAsTheSame(String text) {
        List<Cell> cells = List.of(
                cell(0, "query:district", new Value.Text(text)),
                cell(2, "path:id", new Value.Text("not here")),
                cell(1, "query:page", new Value.Number("2")));
        String written = QueryWriter.write(cells);

        assertThat(written).matches("[A-Za-z0-9%=&~._-]+").doesNotContain("not");
        assertThat(lines(document(read(written))))
                .containsExactly("0@query:district[-1]=" + text, "1@query:page[-1]=2");
    }

    @Test
    void segment_isEncodedAndNeverADotSegment() {
        assertThat(QueryWriter.segment(new Value.Text("a/b 张?"))).isEqualTo("a%2Fb%20%E5%BC%A0%3F");
        assertThat(QueryWriter.segment(new Value.Number("12"))).isEqualTo("12");
        assertThat(QueryWriter.write(List.of())).isEmpty();
        for (Value value : List.of(
                new Value.Text(""),
                new Value.Text("."),
                new Value.Text(".."),
                new Value.Null(),
                Json.list(),
                new Value.Text("\uD800"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> QueryWriter.segment(value));
        }
    }

    private static Cell cell(int slot, String place, Value value) {
        return new Cell(slot, Declarations.place(place), -1, List.of(), value);
    }

    private static ReadResult read(String raw) {
        return QueryReader.read(raw, SHAPE, Limits.DEFAULT, Declarations.SHORT_WORDS);
    }

    private static ReadResult path(String name, String raw) {
        return PathReader.read(Map.of(name, raw), SHAPE, Limits.DEFAULT);
    }
}
