package io.fieldgate.enforce;

import io.fieldgate.document.Cell;
import io.fieldgate.policy.AppPolicy;

/// Which values say how old the person of a record is.
final class AgeFields {
    private AgeFields() {}

    /// The subject's own number, and a birth date, age or band that stands in no list: companions are not the subject.
    static boolean areToldBy(AppPolicy app, Cell cell) {
        boolean subject =
                app.head().subject().isPresent() && app.head().subject().getAsInt() == cell.slot();
        return subject
                || (cell.place().stars() == 0 && app.entry(cell.slot()).type().tellsAge());
    }
}
