package io.fieldgate.document;

import java.util.List;

/// A value found at, or to be written to, one declared place.
/// @param slot the entry of the policy this value belongs to; -1 in documents no policy entry stands behind
/// @param place where it was found or goes
/// @param record index of the record in a list, 0 where the message is one record, -1 for places outside
/// records (top, query, path)
/// @param indices one array index for each `*` of `place`
public record Cell(int slot, FieldPath place, int record, List<Integer> indices, Value value) {

    public Cell {
        indices = List.copyOf(indices);
    }

    public Cell with(Value other) {
        return new Cell(slot, place, record, indices, other);
    }

    /// The place with its indices written out, for messages: `/trips/2/city`. Declared names and numbers only.
    public String at() {
        StringBuilder out = new StringBuilder();
        int next = 0;
        if (!place.origin().isPointer()) {
            return place.text();
        }
        for (String step : place.steps()) {
            out.append('/')
                    .append(
                            step.equals("*")
                                    ? indices.get(next++).toString()
                                    : step.replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return "Cell[" + place.text() + "]";
    }
}
