package io.fieldgate.document;

import java.util.ArrayList;
import java.util.List;

/// What was read of a message: cells at declared places and nothing else, so what is not declared does not
/// exist here.
/// @param cells in reading order
/// @param records how many records the message held (1 for a single record, the list's length for a list)
/// @param notes what was skipped, at most [#MAX_NOTES]
/// @param skipped how many things were skipped altogether
public record Document(List<Cell> cells, int records, List<ReaderNote> notes, int skipped) {

    public static final int MAX_NOTES = 100;
    public static final Document EMPTY = new Document(List.of(), 1, List.of(), 0);

    public Document {
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /// Joins the cells of body, query and path into one document; the record count is that of `this`.
    public Document plus(Document other) {
        List<Cell> both = new ArrayList<>(cells);
        both.addAll(other.cells);
        List<ReaderNote> noted = new ArrayList<>(notes);
        noted.addAll(other.notes);
        return new Document(
                both, records, noted.subList(0, Math.min(noted.size(), MAX_NOTES)), skipped + other.skipped);
    }

    @Override
    public String toString() {
        return "Document[" + cells.size() + " cells, " + skipped + " skipped]";
    }
}
