package io.fieldgate.enforce;

import io.fieldgate.document.Cell;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.transform.derive.Ages;

/// Which values say how old the person of a record is.
final class AgeFields {
    private AgeFields() {}

    /// The subject's own number, and a birth date, age or band that stands in no list: companions are not the subject.
    static boolean areToldBy(AppPolicy app, Cell cell) {
        boolean subject =
                app.head().subject().isPresent() && app.head().subject().getAsInt() == cell.slot();
        String type = app.entry(cell.slot()).type().name();
        return subject || (Ages.TYPES.contains(type) && cell.place().stars() == 0);
    }
}
