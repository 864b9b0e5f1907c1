package io.fieldgate.document;

import java.util.ArrayList;
import java.util.List;

/// The trie of declared places of one route and direction. Knows nothing of rules: a place leads to a slot number.
/// Records lie at `from` (a pointer from the root; empty = the root itself), one object or, where `list`, an array of objects.
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

    private final List<String> from;
    private final boolean list;
    private final List<Place> places;
    private final List<Place> named;

    private Shape(Builder builder) {
        this.from = List.copyOf(builder.from);
        this.list = builder.list;
        this.places = List.copyOf(builder.places);
        this.named = List.copyOf(builder.named);
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
        private final List<Place> places = new ArrayList<>();
        private final List<Place> named = new ArrayList<>();

        private Builder(List<String> from) {
            this.from = from;
        }

        public Builder list() {
            this.list = true;
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
