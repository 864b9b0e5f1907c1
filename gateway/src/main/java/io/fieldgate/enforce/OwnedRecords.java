package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.document.Cell;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An answer before anything is opened: whose records these are.
/// @param records those that may be looked at further, in order
/// @param decisions what was set aside already (mixed list items, items beyond the page)
public record OwnedRecords(List<Found> records, List<Cell> outside, List<FieldDecision> decisions) {

    /// @param index record number in the app's answer
    /// @param owner whose tokens these are; empty where no token is bound or all are gone
    /// @param pseudonym the subject's own, where it can be read and the owner is told by nothing else
    /// @param recordId the value of the register's `record` entry
    public record Found(
            int index,
            Optional<SubjectRef> owner,
            Optional<String> pseudonym,
            Optional<String> recordId,
            List<Cell> cells) {
        public Found {
            cells = List.copyOf(cells);
        }

        /// What the meter counts as one: a person by his row or his pseudonym, else the record by its id, else whatever
        /// this is. An app that leaves a value out of its answers makes nobody uncounted.
        Object counted() {
            return owner.<Object>map(Function.identity())
                    .or(() -> pseudonym.map(text -> "pseudonym " + text))
                    .or(() -> recordId.map(text -> "record " + text))
                    .orElseGet(Object::new);
        }

        @Override
        public String toString() {
            return "Found[" + index + "]";
        }
    }

    public OwnedRecords {
        records = List.copyOf(records);
        outside = List.copyOf(outside);
        decisions = List.copyOf(decisions);
    }

    /// For the meter: the distinct persons, and each record of which no person can be told. Equal where the same is
    /// looked at again.
    public Set<Object> counted() {
        return records.stream().map(Found::counted).collect(Collectors.toUnmodifiableSet());
    }
}
