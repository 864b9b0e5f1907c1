package io.fieldgate.document;

import static io.fieldgate.document.Declarations.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @Test
    void object_keepsOrderAndNests() {
        Value value = Json.object(
                "b",
                1,
                "a",
                List.of("x", true, 2L, Json.object()),
                "c",
                Map.of("d", Json.list()),
                "e",
                new Value.Null());
        assertThat(string(Json.write(value)))
                .isEqualTo("{\"b\":1,\"a\":[\"x\",true,2,{}],\"c\":{\"d\":[]},\"e\":null}");
    }

    @Test
    void object_refusesTwiceOddAndForeign() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.object("a", 1, "a", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.object("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.object(1, "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.object("a", 1.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"z\":-0.10e+3,\"a\":[1,\"\u20ac\",null,true,{}]}",
                "\"\uD83D\uDE00\"",
                "[[[]]]",
                "12345678901234567890",
                "null"
            })
    void write_afterReadGivesTheSameBytes(String json) throws NotJson {
        assertThat(string(Json.write(Json.read(utf8(json))))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "01", "-01", "1.", ".5", "1e", "1e+", "+1", "1 ", "NaN", "1,2", "1}", "0x1", "\u0661", "--1",
                "1.2.3", "1e5e5"
            })
    void write_refusesLiteralsThatAreNoNumber(String literal) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new Value.Number(literal)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "10", "0.0", "-1.50", "1e5", "1E+05", "0e-0", "12345678901234567890.5e400"})
    void write_takesEveryNumberAsItIs(String literal) {
        assertThat(string(Json.write(new Value.Number(literal)))).isEqualTo(literal);
    }

    @Test
    void write_growsAndEscapesShortly() throws NotJson {
        String text = "\"\\/\b\f\n\r\t\u0001\u007f<\u2028\uD83D\uDE00\u00e9张".repeat(1_000);
        byte[] written = Json.write(Json.list(text, new Value.Blob(new byte[] {1, 2, 3, 4}, "image/png")));
        assertThat(Json.items(Json.read(written))).containsExactly(Json.text(text), Json.text("AQIDBA=="));
        assertThat(string(written)).startsWith("[\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f<\u2028\uD83D\uDE00\u00e9张");
    }

    @Test
    void readers_answerEmptyForAnythingElse() throws NotJson {
        Value value = Json.read(
                utf8(
                        "{\"s\":\"x\",\"n\":42,\"f\":4.0,\"big\":9223372036854775808,\"min\":-9223372036854775808,\"l\":[1],\"t\":false}"));
        assertThat(Json.string(value, "s")).contains("x");
        assertThat(Json.string(value, "n")).isEmpty();
        assertThat(Json.integer(value, "n")).hasValue(42);
        assertThat(Json.integer(value, "f")).isEmpty();
        assertThat(Json.integer(value, "big")).isEmpty();
        assertThat(Json.integer(value, "min")).hasValue(Long.MIN_VALUE);
        assertThat(Json.integer(value, "s")).isEmpty();
        assertThat(Json.items(value, "l")).containsExactly(Json.number(1));
        assertThat(Json.items(value, "s")).isEmpty();
        assertThat(Json.truth(value, "t")).contains(false);
        assertThat(Json.member(value, "none")).isEmpty();
        assertThat(Json.member(Json.text("x"), "s")).isEmpty();
    }

    /// RFC 8785 §3.2.2: the document's strings and literals; its floats are outside our subset.
    @Test
    void canonical_rfc8785Strings() throws NotJson {
        Value value = Json.read(utf8("""
                {
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """));
        assertThat(string(Json.canonical(value)))
                .isEqualTo("{\"literals\":[null,true,false],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /// RFC 8785 §3.2.3: sorting by UTF-16 units puts the emoji (D83D …) before U+FB33.
    @Test
    void canonical_rfc8785Sorting() throws NotJson {
        Value value = Json.read(utf8("""
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }
                """));
        assertThat(string(Json.canonical(value)))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\uD83D\uDE00\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /// RFC 8785 §3.2.4: the same sorting holds at every depth; arrays keep their order.
    @Test
    void canonical_sortsAtEveryDepth() throws NotJson {
        assertThat(string(
                        Json.canonical(Json.read(utf8("{\"b\":[{\"d\":1,\"c\":2},[3,1]],\"a\":{\"f\":{},\"e\":[]}}")))))
                .isEqualTo("{\"a\":{\"e\":[],\"f\":{}},\"b\":[{\"c\":2,\"d\":1},[3,1]]}");
    }

    @Test
    void canonical_escapesControlsShortly() {
        assertThat(string(Json.canonical(Json.text("\b\t\n\f\r\u0001\u001f\u007f\u2028"))))
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0001\\u001f\u007f\u2028\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10", "9007199254740991", "-9007199254740991"})
    void canonical_takesIntegers(String literal) {
        assertThat(string(Json.canonical(new Value.Number(literal)))).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "1.0",
                "1e3",
                "9007199254740992",
                "-9007199254740992",
                "12345678901234567890",
                "01",
                "",
                "-",
                "+1",
                "\u0661"
            })
    void canonical_refusesOtherNumbers(String literal) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.canonical(new Value.Number(literal)));
    }

    @Test
    void canonical_refusesLoneSurrogatesAndBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.canonical(Json.text("a\uD800")));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.canonical(Json.text("\uDC00\uD800")));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.canonical(new Value.Blob(new byte[1], "image/png")));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, json",
        "application/vnd.x+json; charset=utf-8, json",
        "multipart/form-data; boundary=x, multipart"
    })
    void formats_areFoundByMediaTypeAndName(String contentType, String name) {
        assertThat(BodyFormats.forContentType(contentType).orElseThrow().name()).isEqualTo(name);
        assertThat(BodyFormats.named(name)).isEqualTo(BodyFormats.forContentType(contentType));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/html",
                "application/xml",
                "application/jsonx",
                "image/svg+json",
                "nonsense",
                "multipart/mixed; boundary=x",
                "application/json;=;"
            })
    void formats_areNobodysForOtherMediaTypes(String contentType) {
        assertThat(BodyFormats.forContentType(contentType)).isEmpty();
        assertThat(BodyFormats.named("xml")).isEmpty();
    }

    @Test
    void documents_joinWithinTheirCaps() {
        ReaderNotes many = new ReaderNotes();
        for (int i = 0; i < 70; i++) {
            many.add(ReaderNote.Kind.UNDECLARED, "/#" + i, -1);
        }
        Document half = many.document(List.of(), 3);
        Document both = half.plus(half);
        assertThat(both.notes()).hasSize(100);
        assertThat(both.skipped()).isEqualTo(140);
        assertThat(both.records()).isEqualTo(3);
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
