package io.fieldgate.enforce;

import io.fieldgate.document.Cell;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Value;
import io.fieldgate.policy.Entry;
import java.util.List;

/// Where entries stand in messages.
final class CellPlacement {

    static final String TOKEN_PREFIX = io.fieldgate.crypto.Token.PREFIX;

    private CellPlacement() {}

    /// The last step of a noted place, which is what counters and headers show: `homeAddress` of
    /// `/person/homeAddress`.
    static String lastStep(String at) {
        int cut = Math.max(at.lastIndexOf('/'), at.lastIndexOf(':'));
        return at.substring(cut + 1);
    }

    /// A new value beside its source: the entry's own place, under the same list items where both lie in one list.
    static Cell beside(Entry entry, Cell source, Value value) {
        FieldPath place = entry.places().getFirst();
        List<Integer> indices = place.stars() == source.place().stars() ? source.indices() : List.of();
        int record = place.origin() == FieldPath.Origin.RECORD ? Math.max(source.record(), 0) : -1;
        return new Cell(entry.slot(), place, record, indices, value);
    }

    /// Whether this is a protected value's spelling, which no client may send and no app may pass off as a
    /// readable one.
    static boolean isToken(Value value) {
        return value instanceof Value.Text(String text) && text.startsWith(TOKEN_PREFIX);
    }
}
