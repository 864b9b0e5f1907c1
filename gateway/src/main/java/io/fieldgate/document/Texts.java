package io.fieldgate.document;

import java.util.List;

/// The rules for a text at a declared place that is addressed by name.
final class Texts {

    private Texts() {}

    static void take(Shape.Place place, String text, String at, List<Cell> cells, ReaderNotes readerNotes) {
        if (place.kind() != Shape.Kind.SCALAR) {
            readerNotes.add(ReaderNote.Kind.WRONG_KIND, at, place.slot());
        } else if (isLonger(text, place.maxChars())) {
            readerNotes.add(ReaderNote.Kind.TOO_LONG, at, place.slot());
        } else {
            cells.add(new Cell(place.slot(), place.path(), -1, List.of(), new Value.Text(text)));
        }
    }

    /// A policy counts code points.
    static boolean isLonger(String text, int maxChars) {
        return text.length() > maxChars && text.codePointCount(0, text.length()) > maxChars;
    }
}
