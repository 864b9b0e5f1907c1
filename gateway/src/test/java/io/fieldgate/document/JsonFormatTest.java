package io.fieldgate.document;

import static io.fieldgate.document.Declarations.document;
import static io.fieldgate.document.Declarations.lines;
import static io.fieldgate.document.Declarations.malformed;
import static io.fieldgate.document.Declarations.notes;
import static io.fieldgate.document.Declarations.readJson;
import static io.fieldgate.document.Declarations.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonFormatTest {

    private static final Shape ONE = Declarations.one();
    private static final Shape PAGE = Declarations.page();

    @Test
    void read_materialisesDeclaredPlacesOnly() {
        Document read = document(readJson("""
                {"person":{"idNo":"110101199003071233","name":"张某","mobile":"13800000000"},"temperature":36.50,
                 "trips":[{"city":"武汉"},{},{"city":null,"hotel":"x"}],"tags":["a",true,1e3],"extra":{"a":[1,{"b":"c"}]}}
                """, ONE));

        assertThat(lines(read))
                .containsExactly(
                        "1@/person/idNo[0]=110101199003071233",
                        "0@/person/name[0]=张某",
                        "2@/temperature[0]=36.50",
                        "3@/trips/0/city[0]=武汉",
                        "3@/trips/2/city[0]=null",
                        "4@/tags/0[0]=a",
                        "4@/tags/1[0]=true",
                        "4@/tags/2[0]=1e3",
                        "5@/extra[0]={\"a\":[1,{\"b\":\"c\"}]}");
        assertThat(notes(read)).containsExactly("UNDECLARED /person/mobile -1", "UNDECLARED /trips/2/hotel -1");
        assertThat(read.records()).isEqualTo(1);
        assertThat(read.skipped()).isEqualTo(2);
    }

    @Test
    void undeclaredNames_areShownByShapeOrPosition() {
        Document read = document(readJson("""
                {"110101199003071233":1,"temperature":1,"张某":{"110101199003071233":2},"ok":3,"Not Ok":4,"person":{"a/b~":5,"13800000000":6}}
                """, ONE));

        assertThat(notes(read))
                .containsExactly(
                        "UNDECLARED /<18 digits> -1",
                        "UNDECLARED /#3 -1",
                        "UNDECLARED /ok -1",
                        "UNDECLARED /#5 -1",
                        "UNDECLARED /person/#1 -1",
                        "UNDECLARED /person/<11 digits> -1");
    }

    @Test
    void shownName_isEscapedAsAPointer() {
        ReadResult readResult =
                BodyFormats.JSON.read(utf8("{\"a/b~\":1}"), "application/json", ONE, Limits.DEFAULT, _ -> true);
        assertThat(notes(document(readResult))).containsExactly("UNDECLARED /a~1b~0 -1");
    }

    @Test
    void namedPlaces_areNotedWithTheirNumber() {
        Document read = document(
                readJson("{\"person\":{\"ethnicity\":{\"a\":1}},\"device\":{\"contacts\":[1,2],\"model\":1}}", ONE));

        assertThat(read.cells()).isEmpty();
        assertThat(notes(read))
                .containsExactly(
                        "NAMED /person/ethnicity 0", "NAMED /device/contacts 1", "UNDECLARED /device/model -1");
    }

    @Test
    void otherKind_isNotedAndReadingGoesOn() {
        Document read = document(readJson(
                "{\"person\":[{\"name\":\"a\"}],\"temperature\":{\"v\":1},\"trips\":{\"city\":1},\"tags\":[[1],\"ok\"],\"device\":1}",
                ONE));

        assertThat(lines(read)).containsExactly("4@/tags/1[0]=ok");
        assertThat(notes(read))
                .containsExactly(
                        "WRONG_KIND /person 0",
                        "WRONG_KIND /temperature 2",
                        "WRONG_KIND /trips 3",
                        "WRONG_KIND /tags/0 4",
                        "UNDECLARED /device -1");
    }

    @Test
    void nullForAnObject_isNothing() {
        Document read = document(readJson("{\"person\":null,\"trips\":[null],\"tags\":null}", ONE));
        assertThat(read).isEqualTo(new Document(List.of(), 1, List.of(), 0));
    }

    @Test
    void tooLong_isCountedInCodePointsAndNotKept() {
        String emoji = "\uD83D\uDE00".repeat(10);
        Document read = document(readJson(
                "{\"tags\":[\"" + emoji + "\",\"" + emoji + "x\"],\"extra\":[\"" + "x".repeat(101) + "\"]}", ONE));

        assertThat(lines(read)).containsExactly("4@/tags/0[0]=" + emoji);
        assertThat(notes(read)).containsExactly("TOO_LONG /tags/1 4", "TOO_LONG /extra 5");
    }

    @Test
    void blobInJson_isTextWithinItsBytes() {
        Shape shape = Shape.root()
                .slot(0, Declarations.place("/photo"), Shape.Kind.BLOB, 5)
                .build();
        assertThat(lines(document(readJson("{\"photo\":\"aGVsbG8=\"}", shape))))
                .containsExactly("0@/photo[0]=aGVsbG8=");
        assertThat(notes(document(readJson("{\"photo\":\"aGVsbG8hIQ==\"}", shape))))
                .containsExactly("TOO_LONG /photo 0");
        assertThat(notes(document(readJson("{\"photo\":1}", shape)))).containsExactly("WRONG_KIND /photo 0");
    }

    @Test
    void notes_areCappedAndCounted() {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 250; i++) {
            body.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":").append(i);
        }
        Document read = document(readJson(body.append(",\"temperature\":37}").toString(), ONE));

        assertThat(read.notes()).hasSize(100);
        assertThat(read.skipped()).isEqualTo(250);
        assertThat(lines(read)).containsExactly("2@/temperature[0]=37");
    }

    @Test
    void list_isReadRecordByRecord() {
        Document read = document(readJson("""
                {"total":3,"data":{"items":[{"temperature":1},7,{"person":{"name":"a","x":1}},null,{}],"next":"n"},"took":5}
                """, PAGE));

        assertThat(lines(read)).containsExactly("7@/total[-1]=3", "2@/temperature[0]=1", "0@/person/name[1]=a");
        assertThat(notes(read))
                .containsExactly(
                        "NOT_AN_OBJECT top:/data/items/1 -1",
                        "UNDECLARED /person/x -1",
                        "NOT_AN_OBJECT top:/data/items/3 -1",
                        "UNDECLARED top:/data/next -1",
                        "UNDECLARED top:/took -1");
        assertThat(read.records()).isEqualTo(3);
    }

    @Test
    void recordsBeyondThePage_areLeftOut() {
        ReadResult readResult = BodyFormats.JSON.read(
                utf8("{\"data\":{\"items\":[{\"temperature\":1},{\"temperature\":2},{\"temperature\":3},{\"x\":1}]}}"),
                "application/json",
                PAGE,
                Limits.DEFAULT.withRecords(2),
                _ -> true);

        assertThat(lines(document(readResult))).containsExactly("2@/temperature[0]=1", "2@/temperature[1]=2");
        assertThat(notes(document(readResult)))
                .containsExactly("BEYOND_PAGE top:/data/items/2 -1", "BEYOND_PAGE top:/data/items/3 -1");
        assertThat(document(readResult).records()).isEqualTo(2);
    }

    @Test
    void recordsOfAnotherKindOrMissing_areMalformed() {
        Shape inData = Declarations.places(Shape.at(List.of("data"))).build();
        assertThat(malformed(readJson("{\"data\":[]}", inData)))
                .isEqualTo(new ReadResult.Malformed("list-for-one", "top:/data", 8));
        assertThat(malformed(readJson("{\"data\":null}", inData)).reason()).isEqualTo("record-missing");
        assertThat(malformed(readJson("{\"date\":{}}", inData)))
                .isEqualTo(new ReadResult.Malformed("record-missing", "/data", -1));
        assertThat(malformed(readJson("{\"data\":{\"items\":{}}}", PAGE)).reason())
                .isEqualTo("record-missing");
        assertThat(malformed(readJson("{\"data\":5}", PAGE)).reason()).isEqualTo("record-missing");
        assertThat(malformed(readJson("{}", Shape.root().list().build())).reason())
                .isEqualTo("record-missing");
        assertThat(document(readJson("{\"data\":{\"temperature\":1}}", inData)).cells())
                .hasSize(1);
    }

    @Test
    void write_nestsCellsInTheirOrder() {
        Document read = document(readJson("""
                {"person":{"idNo":"110101199003071233","name":"张\uD83D\uDE00</script>"},"temperature":36.50,
                 "trips":[{},{"city":"a"},{"x":1},{"city":"b"}],"extra":{"b":-0.0,"a":1E400}}
                """, ONE));

        BodyFormat.Written written = BodyFormats.JSON.write(read.cells().reversed(), 1, ONE);

        assertThat(written.contentType()).isEqualTo("application/json");
        assertThat(new String(written.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"extra\":{\"b\":-0.0,\"a\":1E400},\"trips\":[{\"city\":\"a\"},{\"city\":\"b\"}],\"temperature\":36.50,"
                                + "\"person\":{\"name\":\"张\uD83D\uDE00</script>\",\"idNo\":\"110101199003071233\"}}");
    }

    @Test
    void write_keepsEmptyRecordsAndTopPlaces() {
        Document read = document(readJson("{\"total\":2,\"data\":{\"items\":[{\"x\":1},{\"temperature\":1}]}}", PAGE));
        assertThat(new String(
                        BodyFormats.JSON
                                .write(read.cells(), read.records(), PAGE)
                                .bytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"data\":{\"items\":[{},{\"temperature\":1}]},\"total\":2}");
        assertThat(new String(BodyFormats.JSON.write(List.of(), 0, PAGE).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"data\":{\"items\":[]}}");
        assertThat(new String(BodyFormats.JSON.write(List.of(), 1, ONE).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{}");
    }

    @Test
    void write_refusesWhatCannotBeWritten() {
        Cell name = new Cell(0, Declarations.place("/person/name"), 0, List.of(), new Value.Text("a"));
        Cell person = new Cell(1, Declarations.place("/person"), 0, List.of(), new Value.Text("b"));
        assertThatIllegalArgumentException().isThrownBy(() -> BodyFormats.JSON.write(List.of(name, name), 1, ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> BodyFormats.JSON.write(List.of(name, person), 1, ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> BodyFormats.JSON.write(List.of(person, name), 1, ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> BodyFormats.JSON.write(List.of(name), 0, PAGE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BodyFormats.JSON.write(List.of(name.with(new Value.Text("secret\uD800"))), 1, ONE))
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @Test
    void write_passesOverOtherWritersPlaces() {
        Cell page = new Cell(0, Declarations.place("query:page"), -1, List.of(), new Value.Text("1"));
        assertThat(BodyFormats.JSON.write(List.of(page), 1, ONE).bytes()).isEqualTo(utf8("{}"));
    }

    @Test
    void cellsAndValues_printNoContent() {
        Document read =
                document(readJson("{\"person\":{\"name\":\"secret\"},\"extra\":[\"secret\",{\"secret\":1}]}", ONE));
        assertThat(read + " " + read.cells()
                        + read.cells().stream().map(Cell::value).toList())
                .doesNotContain("secret");
    }

    @Test
    void strangers_areForgotten() {
        JsonFormat format = new JsonFormat();
        for (int i = 0; i < 2_000; i++) {
            ReadResult readResult = format.read(
                    utf8("{\"stranger" + i + "\":1,\"temperature\":1}"),
                    "application/json",
                    ONE,
                    Limits.DEFAULT,
                    _ -> false);
            assertThat(document(readResult).cells()).hasSize(1);
        }
        format.renew();
        assertThat(document(format.read(utf8("{}"), "application/json", ONE, Limits.DEFAULT, _ -> false))
                        .cells())
                .isEmpty();
    }
}
