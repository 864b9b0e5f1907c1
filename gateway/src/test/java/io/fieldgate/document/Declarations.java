package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/// A health declaration's shapes and bodies; every person is invented.
final class Declarations {

    static final int NAME = 0;
    static final int ID_NO = 1;
    static final int TEMPERATURE = 2;
    static final int CITY = 3;
    static final int TAG = 4;
    static final int EXTRA = 5;
    static final int PHOTO = 6;
    static final int TOTAL = 7;

    static final int ETHNICITY = 0;
    static final int CONTACTS = 1;

    static final Predicate<String> SHORT_WORDS =
            name -> name.length() < 10 && name.chars().allMatch(c -> c >= 'a' && c <= 'z');

    private Declarations() {}

    static Shape.Builder places(Shape.Builder shape) {
        return shape.slot(NAME, place("/person/name"), Shape.Kind.SCALAR, 60)
                .slot(ID_NO, place("/person/idNo"), Shape.Kind.SCALAR, 18)
                .slot(TEMPERATURE, place("/temperature"), Shape.Kind.SCALAR, 8)
                .slot(CITY, place("/trips/*/city"), Shape.Kind.SCALAR, 40)
                .slot(TAG, place("/tags/*"), Shape.Kind.SCALAR, 10)
                .slot(EXTRA, place("/extra"), Shape.Kind.TREE, 100)
                .named(ETHNICITY, place("/person/ethnicity"))
                .named(CONTACTS, place("/device/contacts"));
    }

    static Shape one() {
        return places(Shape.root()).build();
    }

    static Shape oneWithPhoto() {
        return places(Shape.root())
                .slot(PHOTO, place("part:photo"), Shape.Kind.BLOB, 4_096)
                .slot(PHOTO, place("/photo"), Shape.Kind.BLOB, 4_096)
                .named(9, place("part:contract"))
                .build();
    }

    static Shape page() {
        return places(Shape.at(List.of("data", "items")).list())
                .slot(TOTAL, place("top:/total"), Shape.Kind.SCALAR, 10)
                .build();
    }

    static FieldPath place(String text) {
        return FieldPath.parse(text).orElseThrow();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ReadResult readJson(String body, Shape shape) {
        return BodyFormats.JSON.read(utf8(body), "application/json", shape, Limits.DEFAULT, SHORT_WORDS);
    }

    static Document document(ReadResult readResult) {
        assertThat(readResult).isInstanceOf(ReadResult.Read.class);
        return ((ReadResult.Read) readResult).document();
    }

    static ReadResult.Malformed malformed(ReadResult readResult) {
        assertThat(readResult).isInstanceOf(ReadResult.Malformed.class);
        return (ReadResult.Malformed) readResult;
    }

    static String text(Cell cell) {
        return switch (cell.value()) {
            case Value.Text(String text) -> text;
            case Value.Number(String literal) -> literal;
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Null() -> "null";
            case Value.Sequence _, Value.Mapping _ -> new String(Json.write(cell.value()), StandardCharsets.UTF_8);
            case Value.Blob(byte[] bytes, String mediaType) -> mediaType + " of " + bytes.length + " bytes";
        };
    }

    /// `slot@place[record]=value`, for comparing whole readings in one line.
    static List<String> lines(Document document) {
        return document.cells().stream()
                .map(cell -> cell.slot() + "@" + cell.at() + "[" + cell.record() + "]=" + text(cell))
                .toList();
    }

    static List<String> notes(Document document) {
        return document.notes().stream()
                .map(note -> note.kind() + " " + note.at() + " " + note.slot())
                .toList();
    }
}
