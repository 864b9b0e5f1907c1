package io.fieldgate.document;

import io.fieldgate.document.Shape.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The declared pointers of one [Shape] as a tree from the document's root; the readers' cursor moves in it.
/// Immutable once [#of] has returned.
final class Trie {

    /// What lies at a node of the path to the records.
    enum Records {
        NONE,
        ONE,
        LIST
    }

    static final int NO_SLOT = -1;

    private final Map<String, Trie> members = new HashMap<>();
    private @Nullable Trie items;
    private @Nullable Place place;
    private int named = NO_SLOT;
    private int firstSlot = NO_SLOT;
    private Records records = Records.NONE;

    private Trie() {}

    static Trie of(List<String> from, boolean list, List<Place> places, List<Place> named) {
        Trie root = new Trie();
        Trie records = root;
        for (String step : from) {
            records = records.members.computeIfAbsent(step, _ -> new Trie());
        }
        records.records = list ? Records.LIST : Records.ONE;
        Trie record = list ? records.step("*") : records;
        for (Place end : places) {
            Trie at = end.path().origin() == FieldPath.Origin.TOP ? root : record;
            at.descend(end.path(), end.slot()).place = end;
        }
        for (Place end : named) {
            Trie at = end.path().origin() == FieldPath.Origin.TOP ? root : record;
            at.descend(end.path(), NO_SLOT).named = end.slot();
        }
        return root;
    }

    private Trie descend(FieldPath path, int slot) {
        Trie at = this;
        for (String step : path.steps()) {
            at.firstSlot = at.firstSlot == NO_SLOT ? slot : at.firstSlot;
            at = at.step(step);
        }
        return at;
    }

    private Trie step(String step) {
        if (!step.equals("*")) {
            return members.computeIfAbsent(step, _ -> new Trie());
        }
        Trie found = items == null ? new Trie() : items;
        items = found;
        return found;
    }

    @Nullable
    Trie member(String name) {
        return members.get(name);
    }

    boolean hasMembers() {
        return !members.isEmpty();
    }

    @Nullable
    Trie items() {
        return items;
    }

    /// The declared place that ends here.
    @Nullable
    Place place() {
        return place;
    }

    /// Number of the refused or dropped place that ends here, or [#NO_SLOT].
    int named() {
        return named;
    }

    /// The first declared slot below, or [#NO_SLOT] where only refused and dropped places lie below.
    int firstSlot() {
        return firstSlot;
    }

    Records records() {
        return records;
    }
}
