package io.fieldgate.document;

import static io.fieldgate.document.Declarations.malformed;
import static io.fieldgate.document.Declarations.readJson;
import static io.fieldgate.document.Declarations.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One row for every rule, at a declared place, inside skipped text and in the house's own reader.
final class JsonStrictnessTest {

    private static final Shape SHAPE = Declarations.one();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # a rule          | a body that breaks it                                       | where          | at byte
            empty             | ``                                                          |                | 0
            empty             | `   `                                                       |                | 0
            duplicate-key     | {"temperature":1,"temperature":2}                           | /temperature   | 30
            duplicate-key     | {"temperature":1,"\\u0074emperature":2}                     | /temperature   | 35
            duplicate-key     | {"person":{"name":"a","n\\u0061me":"b"}}                    | /person/name   | 33
            duplicate-key     | {"else":{"deep":[{"a":1,"\\u0061":2}]}}                     |                | 32
            duplicate-key     | {"else":1,"else":2}                                         |                | 16
            duplicate-key     | {"extra":{"a":1,"a":2}}                                     | /extra         | 19
            nul-character     | {"temperature":"a\\u0000"}                                  |                | 17
            nul-character     | {"else":["a\\u0000"]}                                       |                | 11
            nul-character     | {"a\\u0000":1}                                              |                | 3
            lone-surrogate    | {"temperature":"\\uD800"}                                   |                | 16
            lone-surrogate    | {"temperature":"\\uDC00"}                                   |                | 16
            lone-surrogate    | {"temperature":"\\uD83Dx"}                                  |                | 16
            lone-surrogate    | {"temperature":"\\uD83D\\n"}                                |                | 16
            lone-surrogate    | {"temperature":"\\uD83D\\uD83D"}                            |                | 16
            lone-surrogate    | {"else":{"a":"\\udFFF"}}                                    |                | 14
            lone-surrogate    | {"a\\uD83D":1}                                              |                | 3
            trailing-bytes    | {} {}                                                       |                | 3
            trailing-bytes    | {}x                                                         |                | 2
            trailing-bytes    | {"temperature":1}null                                       |                | 17
            trailing-bytes    | {}]                                                         |                | 2
            truncated         | {"temperature":                                             | /temperature   | 15
            truncated         | {"temperature":"36                                          | /temperature   | 18
            truncated         | {"else":{"a":"b                                             |                | 15
            truncated         | {                                                           |                | 1
            syntax            | {"temperature":01}                                          | /temperature   |
            syntax            | {"temperature":+1}                                          | /temperature   |
            syntax            | {"temperature":.5}                                          | /temperature   |
            syntax            | {"temperature":1.}                                          | /temperature   |
            syntax            | {"temperature":0x1F}                                        | /temperature   |
            syntax            | {"temperature":NaN}                                         | /temperature   |
            syntax            | {"temperature":-Infinity}                                   | /temperature   |
            syntax            | {"temperature":True}                                        | /temperature   |
            syntax            | {"temperature":tru}                                         | /temperature   |
            syntax            | {'temperature':1}                                           |                |
            syntax            | {temperature:1}                                             |                |
            syntax            | {"temperature":'1'}                                         | /temperature   |
            syntax            | {"temperature":1,}                                          | /temperature   |
            syntax            | {"tags":[1,]}                                               | /tags          |
            syntax            | {"tags":[,1]}                                               | /tags          |
            syntax            | {"temperature":1 "a":2}                                     | /temperature   |
            syntax            | {"temperature" 1}                                           | /temperature   |
            syntax            | {"temperature":1/**/}                                       | /temperature   |
            syntax            | {"temperature":"\\x41"}                                     | /temperature   |
            syntax            | {"temperature":"\\u00G0"}                                   | /temperature   |
            syntax            | {"else":"\\x41"}                                            |                |
            syntax            | {"tags":[1}                                                 | /tags          |
            syntax            | x                                                           |                |
            record-missing    | 1                                                           |                | 0
            record-missing    | "a"                                                         |                | 0
            record-missing    | null                                                        |                | 0
            list-for-one      | []                                                          |                | 0
            list-for-one      | [{"temperature":1}]                                         |                | 0
            """)
    void brokenRule_isNamedWithPlaceAndOffset(String rule, String body, String at, Long offset) {
        ReadResult.Malformed malformed = malformed(readJson(body == null ? "" : body, SHAPE));

        assertThat(malformed.reason()).isEqualTo(rule);
        assertThat(malformed.at()).isEqualTo(at == null ? "" : at);
        if (offset != null) {
            assertThat(malformed.offset()).isEqualTo(offset);
        } else {
            assertThat(malformed.offset()).isBetween(0L, (long) body.length());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, 0",
        "BF, 0",
        "C0AF, 0",
        "C1BF, 0",
        "C2, 0",
        "C241, 0",
        "E08080, 0",
        "E09FBF, 0",
        "E4BD, 0",
        "E4BD41, 0",
        "EDA080, 0",
        "EDBFBF, 0",
        "F0808080, 0",
        "F08FBFBF, 0",
        "F0908D, 0",
        "F4908080, 0",
        "F5808080, 0",
        "FF, 0",
        "E4BDA080, 3"
    })
    void invalidUtf8_isRefusedInDeclaredAndSkippedText(String hex, int behind) {
        for (String name : new String[] {"temperature", "else", "extra"}) {
            byte[] body = utf8("{\"" + name + "\":\"@@@@@@\"}".replace("@@@@@@", "@".repeat(hex.length() / 2)));
            System.arraycopy(HexFormat.of().parseHex(hex), 0, body, name.length() + 5, hex.length() / 2);

            ReadResult.Malformed malformed =
                    malformed(BodyFormats.JSON.read(body, "application/json", SHAPE, Limits.DEFAULT, _ -> true));

            assertThat(malformed.reason()).isEqualTo("invalid-utf-8");
            assertThat(malformed.offset()).isEqualTo(name.length() + 5L + behind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void otherEncodings_areRefused(String charset) {
        byte[] body = "{\"temperature\":36}".getBytes(Charset.forName(charset));

        assertThat(malformed(BodyFormats.JSON.read(body, "application/json", SHAPE, Limits.DEFAULT, _ -> true))
                        .reason())
                .isEqualTo("utf-16");
    }

    @Test
    void byteOrderMark_isRefused() {
        assertThat(malformed(readJson("\uFEFF{}", SHAPE)).reason()).isEqualTo("byte-order-mark");
    }

    @Test
    void rawNulAndControls_areRefused() {
        assertThat(malformed(readJson("{\"else\":\"a\0\"}", SHAPE)).reason()).isEqualTo("nul-character");
        assertThat(malformed(readJson("{\"temperature\":\"a\nb\"}", SHAPE)).reason())
                .isEqualTo("syntax");
        assertThat(malformed(readJson("{\"else\":\"a\tb\"}", SHAPE)).reason()).isEqualTo("syntax");
    }

    @Test
    void depth_isCountedInDeclaredTreeAndSkippedText() {
        String inside = "[".repeat(31) + "]".repeat(31);
        String beyond = "[".repeat(32) + "]".repeat(32);
        for (String name : new String[] {"extra", "else"}) {
            assertThat(readJson("{\"" + name + "\":" + inside + "}", SHAPE)).isInstanceOf(ReadResult.Read.class);
            assertThat(malformed(readJson("{\"" + name + "\":" + beyond + "}", SHAPE))
                            .reason())
                    .isEqualTo("depth");
        }
        assertThat(malformed(readJson("{\"trips\":[{\"city\":" + "[".repeat(100_000), SHAPE))
                        .reason())
                .isEqualTo("depth");
    }

    @Test
    void numberLength_isCountedInDeclaredAndSkippedText() {
        String longest = "1".repeat(64);
        for (String name : new String[] {"temperature", "extra", "else"}) {
            assertThat(readJson("{\"" + name + "\":" + longest + "}", SHAPE)).isInstanceOf(ReadResult.Read.class);
            assertThat(malformed(readJson("{\"" + name + "\":" + longest + "1}", SHAPE))
                            .reason())
                    .isEqualTo("number-too-long");
            assertThat(malformed(readJson("{\"" + name + "\":[0." + "1".repeat(90_000) + "]}", SHAPE))
                            .reason())
                    .isEqualTo("number-too-long");
        }
    }

    @Test
    void sizeTextAndNameLength_haveLimits() {
        Limits limits = new Limits(100, 8, 10, 8, 1);
        assertThat(malformed(BodyFormats.JSON.read(new byte[101], "application/json", SHAPE, limits, _ -> true))
                        .reason())
                .isEqualTo("too-large");
        assertThat(malformed(BodyFormats.JSON.read(
                                utf8("{\"extra\":\"12345678901\"}"), "application/json", SHAPE, limits, _ -> true))
                        .reason())
                .isEqualTo("text-too-long");
        assertThat(malformed(readJson("{\"" + "n".repeat(5_000) + "\":1}", SHAPE))
                        .reason())
                .isEqualTo("name-too-long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                     |
            application/json; charset=utf-8      |
            application/json;charset="UTF-8"     |
            APPLICATION/JSON; Charset=Utf-8      |
            application/problem+json; profile=x  |
            application/json; charset=gbk        | charset
            application/json; charset=utf-16     | charset
            application/json; charset=utf-8; charset=utf-8 | content-type
            application/json; charset            | content-type
            application/json;                    |
            application/json; charset=utf-8;     |
            application/json;; charset=utf-8     |
            text/json                            | content-type
            json                                 | content-type
            """)
    void contentType_isUtf8JsonOnly(String contentType, String reason) {
        ReadResult readResult = BodyFormats.JSON.read(utf8("{}"), contentType, SHAPE, Limits.DEFAULT, _ -> true);
        if (reason == null) {
            assertThat(readResult).isInstanceOf(ReadResult.Read.class);
        } else {
            assertThat(malformed(readResult).reason()).isEqualTo(reason);
        }
    }

    @Test
    void escapesAndPairs_areUnderstood() {
        Document read = Declarations.document(readJson("{\"extra\":\"\\uD83D\\uDE00\\\\u0000\\n\\/\"}", SHAPE));
        assertThat(Declarations.text(read.cells().getFirst())).isEqualTo("\uD83D\uDE00\\u0000\n/");
    }

    @Test
    void houseReader_keepsTheSameRulesAndNamesNoContent() {
        for (String body : new String[] {
            "", "{\"a\":1,\"a\":2}", "{} {}", "[\"\\uD800\"]", "[01]", "\uFEFF{}", "{\"secretName\":secret}"
        }) {
            assertThatThrownBy(() -> Json.read(utf8(body)))
                    .isInstanceOf(NotJson.class)
                    .hasMessageNotContaining("secret")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> Json.read("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)))
                .isInstanceOf(NotJson.class);
    }
}
