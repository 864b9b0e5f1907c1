package io.fieldgate.document;

import io.fieldgate.document.FieldPath.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The trie of declared places of one route and direction. Knows nothing of rules: a place leads to a slot number.
/// Records lie at `from` (a pointer from the root; empty = the root itself), one object or, where `list`, an
/// array of objects.
/// Immutable.
public final class Shape {

    /// What a place may hold.
    public enum Kind {
        /// Text, number, boolean or null.
        SCALAR,
        /// Any JSON value; materialised whole.
        TREE,
        /// The bytes of a multipart part, or base64 text in JSON.
        BLOB
    }

    /// @param maxChars limit of a text, or of bytes for a blob
    public record Place(int slot, FieldPath path, Kind kind, int maxChars) {}

    private static final String RECORD_PART = "record"; // where the register names none

    private final List<String> from;
    private final boolean list;
    private final String recordPart;
    private final List<Place> places;
    private final List<Place> named;
    private final BitSet slots = new BitSet(); // filled here, then only read
    private final Trie trie;
    private final Map<FieldPath, Place> placesByName;
    private final Map<FieldPath, Place> namedByName;

    private Shape(Builder builder) {
        this.from = List.copyOf(builder.from);
        this.list = builder.list;
        this.recordPart = builder.recordPart;
        this.places = List.copyOf(builder.places);
        this.named = List.copyOf(builder.named);
        checkOverlaps();
        places.stream().mapToInt(Place::slot).filter(slot -> slot >= 0).forEach(slots::set);
        this.trie = Trie.of(from, list, pointers(places), pointers(named));
        this.placesByName = byName(places);
        this.namedByName = byName(named);
    }

    private void checkOverlaps() {
        if (from.contains("*")) {
            throw new IllegalArgumentException("Records lie at one place, without `*`.");
        }
        List<Place> all = new ArrayList<>(places);
        all.addAll(named);
        FieldPath records = new FieldPath(Origin.TOP, from);
        Overlaps overlaps = new Overlaps();
        for (Place place : all) {
            FieldPath path = place.path();
            boolean around = path.origin() == Origin.TOP && isPrefix(path.steps(), from);
            boolean inside = path.origin() == Origin.TOP && list && isPrefix(from, path.steps());
            if (around || inside) {
                throw new IllegalArgumentException("`" + path + "` overlaps the records at `" + records + "`.");
            }
            int before = overlaps.with(fromRoot(path));
            if (before >= 0) {
                throw new IllegalArgumentException(
                        "`" + path + "` overlaps `" + all.get(before).path() + "`.");
            }
        }
    }

    /// Record and top places share one document, so they are compared from its root.
    private FieldPath fromRoot(FieldPath path) {
        if (path.origin() != Origin.RECORD) {
            return path;
        }
        List<String> steps = new ArrayList<>(from);
        if (list) {
            steps.add("*");
        }
        steps.addAll(path.steps());
        return new FieldPath(Origin.TOP, steps);
    }

    private static boolean isPrefix(List<String> shorter, List<String> longer) {
        return shorter.size() <= longer.size()
                && longer.subList(0, shorter.size()).equals(shorter);
    }

    private static List<Place> pointers(List<Place> all) {
        return all.stream().filter(place -> place.path().origin().isPointer()).toList();
    }

    private static Map<FieldPath, Place> byName(List<Place> all) {
        return all.stream()
                .filter(place -> !place.path().origin().isPointer())
                .collect(Collectors.toUnmodifiableMap(Place::path, Function.identity()));
    }

    Trie trie() {
        return trie;
    }

    /// The declared place of that name.
    @Nullable
    Place place(Origin origin, String name) {
        return placesByName.isEmpty() ? null : placesByName.get(new FieldPath(origin, List.of(name)));
    }

    /// Number of the refused or dropped place of that name, or -1.
    int namedNumber(Origin origin, String name) {
        Place found = namedByName.isEmpty() ? null : namedByName.get(new FieldPath(origin, List.of(name)));
        return found == null ? -1 : found.slot();
    }

    /// Whether a place of that slot is declared.
    public boolean hasSlot(int slot) {
        return slot >= 0 && slots.get(slot);
    }

    /// True where a body of this shape has a JSON document in it.
    boolean hasPointers() {
        return places.stream().anyMatch(place -> place.path().origin().isPointer());
    }

    public static Builder at(List<String> from) {
        return new Builder(from);
    }

    public static Builder root() {
        return new Builder(List.of());
    }

    public List<String> from() {
        return from;
    }

    public boolean isList() {
        return list;
    }

    /// The part of a form that holds the JSON document, whatever type the part says it has.
    public String recordPart() {
        return recordPart;
    }

    public List<Place> places() {
        return places;
    }

    /// Places under `refused` and `dropped`: noted with their number, never materialised.
    public List<Place> named() {
        return named;
    }

    /// Collects places; not thread-safe.
    public static final class Builder {
        private final List<String> from;
        private boolean list;
        private String recordPart = RECORD_PART;
        private final List<Place> places = new ArrayList<>();
        private final List<Place> named = new ArrayList<>();

        private Builder(List<String> from) {
            this.from = from;
        }

        public Builder list() {
            this.list = true;
            return this;
        }

        public Builder recordPart(String name) {
            this.recordPart = name;
            return this;
        }

        public Builder slot(int slot, FieldPath path, Kind kind, int maxChars) {
            places.add(new Place(slot, path, kind, maxChars));
            return this;
        }

        public Builder named(int number, FieldPath path) {
            named.add(new Place(number, path, Kind.TREE, 0));
            return this;
        }

        /// @throws IllegalArgumentException when two places overlap
        public Shape build() {
            return new Shape(this);
        }
    }
}
