package io.fieldgate.document;

import static io.fieldgate.document.Declarations.document;
import static io.fieldgate.document.Declarations.lines;
import static io.fieldgate.document.Declarations.malformed;
import static io.fieldgate.document.Declarations.notes;
import static io.fieldgate.document.Declarations.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartFormatTest {

    private static final BodyFormat MULTIPART = BodyFormats.named("multipart").orElseThrow();
    private static final Shape SHAPE = Declarations.oneWithPhoto();
    private static final Shape PARTS_ONLY = Shape.root()
            .slot(0, Declarations.place("part:photo"), Shape.Kind.BLOB, 100)
            .slot(1, Declarations.place("part:remark"), Shape.Kind.SCALAR, 10)
            .build();
    private static final String JSON_PART =
            "Content-Disposition: form-data; name=\"record\"\r\nContent-Type: application/json\r\n\r\n{\"temperature\":36.5}";
    private static final String PHOTO_PART =
            "Content-Disposition: form-data; name=\"photo\"; filename=\"zhang san.jpg\"\r\nContent-Type: image/JPEG; q=1\r\n\r\nFACE";

    @Test
    void jsonAndPhoto_becomeCells() {
        Document read = document(read(body(PHOTO_PART, JSON_PART)));

        assertThat(lines(read)).containsExactly("2@/temperature[0]=36.5", "6@part:photo[-1]=image/jpeg of 4 bytes");
        assertThat(read.skipped()).isZero();
    }

    /// Forms of pages and mini-programs cannot give a part a type, so its name says that it is the record.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=\"record\"",
                "name=\"record\"|Content-Type: text/plain",
                "name=\"record\"|Content-Type: text/plain; charset=UTF-8",
                "name=\"record\"; filename=\"blob\"|Content-Type: application/octet-stream",
                "name=\"record\"|Content-Type: application/json",
                "name=\"anything\"|Content-Type: application/json",
            })
    void record_isTheNamedPart_whateverItsType(String head) {
        String part = "Content-Disposition: form-data; " + head.replace("|", "\r\n") + "\r\n\r\n{\"temperature\":36.5}";
        assertThat(lines(document(read(body(part, PHOTO_PART)))))
                .containsExactly("2@/temperature[0]=36.5", "6@part:photo[-1]=image/jpeg of 4 bytes");
    }

    @Test
    void record_isJudgedByItsContent_andComesOnce() {
        assertThat(malformed(read(body(part("record", "text/plain", "temperature: 36.5"), PHOTO_PART)))
                        .reason())
                .isEqualTo("syntax");
        assertThat(malformed(read(body(part("record", "text/plain", "{}"), part("other", "application/json", "{}"))))
                        .reason())
                .isEqualTo("second-json-part");
        assertThat(malformed(read(body(part("other", "text/plain", "{}"), PHOTO_PART)))
                        .reason())
                .isEqualTo("json-part-missing");
    }

    @Test
    void photoBytes_comeThroughUnchanged() {
        byte[] photo = new byte[4_096];
        new Random(7).nextBytes(photo); // holds every byte value, CR and LF among them
        byte[] head = utf8("--b\r\n" + JSON_PART
                + "\r\n--b\r\nContent-Disposition: form-data; name=photo\r\nContent-Type: image/jpeg\r\n\r\n");
        byte[] end = utf8("\r\n--b--\r\n");
        byte[] body = Arrays.copyOf(head, head.length + photo.length + end.length);
        System.arraycopy(photo, 0, body, head.length, photo.length);
        System.arraycopy(end, 0, body, head.length + photo.length, end.length);

        Document read =
                document(MULTIPART.read(body, "multipart/form-data; boundary=b", SHAPE, Limits.DEFAULT, _ -> true));

        Value.Blob blob = (Value.Blob) read.cells().getLast().value();
        assertThat(blob.bytes()).isEqualTo(photo);
        BodyFormat.Written written = MULTIPART.write(read.cells(), 1, SHAPE);
        Document again =
                document(MULTIPART.read(written.bytes(), written.contentType(), SHAPE, Limits.DEFAULT, _ -> true));
        assertThat(((Value.Blob) again.cells().getLast().value()).bytes()).isEqualTo(photo);
    }

    @Test
    void undeclaredAndNamedParts_areNoted() {
        Document read = document(read(body(
                JSON_PART,
                part("contract", "text/plain", "secret"),
                part("memo", "text/plain", "secret"),
                part("110101199003071233", "image/png", "secret"),
                part("张某", "text/plain", "secret"))));

        assertThat(notes(read))
                .containsExactly(
                        "NAMED part:contract 9",
                        "UNDECLARED part:memo -1",
                        "UNDECLARED part:<18 digits> -1",
                        "UNDECLARED part:#5 -1");
    }

    @Test
    void tooLongAndWrongKind_areNoted() {
        Document read = document(MULTIPART.read(
                body(part("photo", "image/png", "x".repeat(101)), part("remark", "application/octet-stream", "a")),
                "multipart/form-data; boundary=b",
                PARTS_ONLY,
                Limits.DEFAULT,
                _ -> true));

        assertThat(read.cells()).isEmpty();
        assertThat(notes(read)).containsExactly("TOO_LONG part:photo 0", "WRONG_KIND part:remark 1");
    }

    @Test
    void textPart_isStrictUtf8() {
        assertThat(lines(readParts(part("remark", "text/plain; charset=UTF-8", "谢谢"))))
                .containsExactly("1@part:remark[-1]=谢谢");
        assertThat(notes(readParts(part("remark", "text/plain; charset=gbk", "a"))))
                .containsExactly("WRONG_KIND part:remark 1");
        assertThat(notes(readParts(part("remark", "text/plain", "a\0")))).containsExactly("WRONG_KIND part:remark 1");
        assertThat(notes(readParts(part("remark", "text/plain", "12345678901"))))
                .containsExactly("TOO_LONG part:remark 1");
    }

    @Test
    void shapeWithoutPointers_takesNoJsonPart() {
        assertThat(notes(readParts(JSON_PART))).containsExactly("UNDECLARED part:record -1");
        assertThat(readParts().cells()).isEmpty();
    }

    @Test
    void jsonPart_keepsTheRulesOfJson() {
        ReadResult.Malformed broken = malformed(read(body(part("record", "application/json", "{\"a\":1,\"a\":2}"))));
        assertThat(broken.reason()).isEqualTo("duplicate-key");
        assertThat(broken.offset())
                .isEqualTo(new String(body(part("record", "application/json", "")), StandardCharsets.UTF_8)
                                .indexOf("\r\n\r\n")
                        + 4
                        + 10);
        assertThat(malformed(read(body(part("record", "application/json; charset=gbk", "{}"))))
                        .reason())
                .isEqualTo("charset");
        assertThat(malformed(read(body(part("record", "application/json", "[]"))))
                        .reason())
                .isEqualTo("list-for-one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preamble               | hello^--b^H1^^{}^--b--^
            preamble               | ^--b^H1^^{}^--b--^
            preamble               | --c^H1^^{}^--c--^
            boundary               | --bb^H1^^{}^--bb--^
            boundary               | --b ^H1^^{}^--b--^
            boundary               | --b^H1^^{}^--bx^H2^^a^--b--^
            epilogue               | --b^H1^^{}^--b--^bye
            epilogue               | --b^H1^^{}^--b--^^
            truncated              | --b^H1^^{}
            truncated              | --b^H1^^{}^--
            boundary               | --b^H1^^{}^--b
            truncated              | --b^H1^^
            truncated              | --b^H1
            truncated              | --b^
            content-disposition    | --b^Content-Type: application/json^^{}^--b--^
            content-disposition    | --b^^{}^--b--^
            content-disposition    | --b^Content-Disposition: attachment; name=a^^{}^--b--^
            content-disposition    | --b^Content-Disposition: form-data^^{}^--b--^
            part-name              | --b^Content-Disposition: form-data; filename=a^^{}^--b--^
            part-name              | --b^Content-Disposition: form-data; name=""^^{}^--b--^
            part-name              | --b^Content-Disposition: form-data; name=a; name=b^^{}^--b--^
            part-name              | --b^Content-Disposition: form-data; name="a^^{}^--b--^
            part-name              | --b^Content-Disposition: form-data; name=a; name*=UTF-8''b^^{}^--b--^
            part-header-twice      | --b^H1^H2^^{}^--b--^
            part-header-twice      | --b^H2^Content-Type: a/b^content-type: a/b^^{}^--b--^
            part-header            | --b^Content-Disposition: form-data;^ name=a^^{}^--b--^
            part-header            | --b^Content-Disposition^^{}^--b--^
            part-header            | --b^Content Disposition: x^^{}^--b--^
            part-header            | --b^H2~^{}^--b--^
            part-content-type      | --b^H2^Content-Type: json^^{}^--b--^
            part-content-type      | --b^H2^Content-Type: application/json; charset^^{}^--b--^
            transfer-encoding      | --b^H2^Content-Transfer-Encoding: base64^^e30=^--b--^
            part-twice             | --b^H2^^a^--b^H2^^b^--b--^
            part-twice             | --b^H1^^{}^--b^H1^^{}^--b--^
            second-json-part       | --b^H1^^{}^--b^H3^^{}^--b--^
            json-part-missing      | --b^H2^^{}^--b--^
            json-part-missing      | --b--^
            """)
    void brokenRule_isNamed(String rule, String template) {
        String body = template.replace("H1", "Content-Disposition: form-data; name=a^Content-Type: application/json")
                .replace("H2", "Content-Disposition: form-data; name=a")
                .replace("H3", "Content-Disposition: form-data; name=c^Content-Type: application/json")
                .replace("^", "\r\n")
                .replace("~", "\n");

        assertThat(malformed(read(utf8(body))).reason()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=\"a \"",
                "multipart/form-data; boundary=\"ü\"",
                "multipart/form-data; boundary=aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg1"
            })
    void boundaryParameter_hasItsShape(String contentType) {
        assertThat(malformed(MULTIPART.read(utf8("----"), contentType, SHAPE, Limits.DEFAULT, _ -> true))
                        .reason())
                .isEqualTo("boundary-parameter");
    }

    @Test
    void contentTypeSizeAndNumbers_haveLimits() {
        assertThat(malformed(MULTIPART.read(
                                utf8("--b--"), "multipart/mixed; boundary=b", SHAPE, Limits.DEFAULT, _ -> true))
                        .reason())
                .isEqualTo("content-type");
        assertThat(malformed(MULTIPART.read(
                                new byte[11],
                                "multipart/form-data; boundary=b",
                                SHAPE,
                                Limits.DEFAULT.withBytes(10),
                                _ -> true))
                        .reason())
                .isEqualTo("too-large");
        String[] many = new String[65];
        Arrays.setAll(many, i -> part("p" + i, "text/plain", ""));
        assertThat(malformed(read(body(many))).reason()).isEqualTo("too-many-parts");
        assertThat(malformed(read(body("X: " + "a".repeat(9_000) + "\r\n" + JSON_PART)))
                        .reason())
                .isEqualTo("part-headers-too-long");
        assertThat(malformed(read(body(part("n".repeat(201), "text/plain", ""))))
                        .reason())
                .isEqualTo("part-name");
    }

    @Test
    void everyPrefix_isMalformedAndNothingIsThrown() {
        byte[] whole = body(JSON_PART, PHOTO_PART);
        for (int length = 0; length < whole.length - 2; length++) {
            malformed(read(Arrays.copyOf(whole, length)));
        }
        assertThat(document(read(Arrays.copyOf(whole, whole.length - 2))).cells())
                .hasSize(2); // without the last CRLF
    }

    @Test
    void write_keepsOrderAndDropsFileNames() {
        BodyFormat.Written written =
                MULTIPART.write(document(read(body(PHOTO_PART, JSON_PART))).cells(), 1, SHAPE);

        assertThat(written.contentType()).isEqualTo("multipart/form-data; boundary=fieldgate-00000000");
        assertThat(new String(written.bytes(), StandardCharsets.UTF_8)).isEqualTo("""
                --fieldgate-00000000
                Content-Disposition: form-data; name="json"
                Content-Type: application/json

                {"temperature":36.5}
                --fieldgate-00000000
                Content-Disposition: form-data; name="photo"; filename="photo"
                Content-Type: image/jpeg

                FACE
                --fieldgate-00000000--
                """.replace("\n", "\r\n"));
    }

    @Test
    void write_putsTheJsonPartWhereItsFirstCellIs() {
        Cell photo = photo(new Value.Text("token"));
        Cell heat = new Cell(2, Declarations.place("/temperature"), 0, List.of(), new Value.Number("1"));
        String written =
                new String(MULTIPART.write(List.of(photo, heat), 1, SHAPE).bytes(), StandardCharsets.UTF_8);

        assertThat(written.indexOf("token")).isLessThan(written.indexOf("temperature"));
        assertThat(written).contains("name=\"photo\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ntoken\r\n");
        assertThat(new String(MULTIPART.write(List.of(), 1, SHAPE).bytes(), StandardCharsets.UTF_8))
                .contains("\r\n\r\n{}\r\n");
    }

    @Test
    void boundary_occursInNoContent() {
        String hostile = "\r\n--fieldgate-00000000\r\n--fieldgate-00000002--fieldgate-000000011fieldgate-x";
        List<Cell> cells = List.of(
                photo(new Value.Blob(utf8(hostile), "image/png")),
                new Cell(1, Declarations.place("/person/idNo"), 0, List.of(), new Value.Text("fieldgate-00000003")));

        BodyFormat.Written written = MULTIPART.write(cells, 1, SHAPE);

        assertThat(written.contentType()).endsWith("boundary=fieldgate-00000004");
        Document read =
                document(MULTIPART.read(written.bytes(), written.contentType(), SHAPE, Limits.DEFAULT, _ -> true));
        assertThat(((Value.Blob) read.cells().getLast().value()).bytes()).isEqualTo(utf8(hostile));
    }

    @Test
    void contentHoldingADelimiter_isNotSplitUnlessALineBeginsWithIt() {
        Document read = document(read(body(JSON_PART, part("photo", "image/png", "a--b\r\n-b\r\n--c\r--b\n--b"))));
        assertThat(lines(read))
                .contains("6@part:photo[-1]=image/png of " + "a--b\r\n-b\r\n--c\r--b\n--b".length() + " bytes");
    }

    @Test
    void write_refusesWhatWouldBreakAHead() {
        for (Value value : List.of(
                new Value.Blob(new byte[1], "image/png\r\nX: y"),
                new Value.Blob(new byte[1], "IMAGE/png"),
                new Value.Null())) {
            assertThatIllegalArgumentException().isThrownBy(() -> MULTIPART.write(List.of(photo(value)), 1, SHAPE));
        }
    }

    private static Cell photo(Value value) {
        return new Cell(Declarations.PHOTO, Declarations.place("part:photo"), -1, List.of(), value);
    }

    private static Document readParts(String... parts) {
        return document(
                MULTIPART.read(body(parts), "multipart/form-data; boundary=b", PARTS_ONLY, Limits.DEFAULT, _ -> true));
    }

    private static ReadResult read(byte[] body) {
        return MULTIPART.read(body, "multipart/form-data; boundary=b", SHAPE, Limits.DEFAULT, Declarations.SHORT_WORDS);
    }

    private static String part(String name, String contentType, String content) {
        return "content-disposition:form-data;name=\"" + name + "\"\r\nCONTENT-TYPE: " + contentType
                + "\r\nX-Other: ok\r\n\r\n" + content;
    }

    private static byte[] body(String... parts) {
        StringBuilder body = new StringBuilder("--b");
        for (String part : parts) {
            body.append("\r\n").append(part).append("\r\n--b");
        }
        return utf8(body.append("--\r\n").toString());
    }
}
