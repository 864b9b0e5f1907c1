package io.fieldgate.document;

import java.util.ArrayList;
import java.util.List;

/// Collects notes: the first [Document#MAX_NOTES] are kept, all are counted. For one reading on one thread.
final class ReaderNotes {

    private final List<ReaderNote> notes = new ArrayList<>(0);
    private int skipped;

    void add(ReaderNote.Kind kind, String at, int slot) {
        if (skipped++ < Document.MAX_NOTES) {
            notes.add(new ReaderNote(kind, at, slot));
        }
    }

    boolean isFull() {
        return skipped >= Document.MAX_NOTES;
    }

    /// For what is met once the list is full: its place need not be worked out.
    void count() {
        skipped++;
    }

    Document document(List<Cell> cells, int records) {
        return new Document(cells, records, notes, skipped);
    }
}
