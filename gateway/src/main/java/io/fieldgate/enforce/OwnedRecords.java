package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.document.Cell;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An answer before anything is opened: whose records these are.
/// @param records those that may be looked at further, in order
/// @param decisions what was set aside already (mixed list items, items beyond the page)
public record OwnedRecords(List<Found> records, List<Cell> outside, List<FieldDecision> decisions) {

    /// @param index record number in the app's answer
    /// @param owner whose tokens these are; empty where no token is bound or all are gone
    /// @param recordId the value of the register's `record` entry
    public record Found(int index, Optional<SubjectRef> owner, Optional<String> recordId, List<Cell> cells) {
        public Found {
            cells = List.copyOf(cells);
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

    /// The distinct persons, for the meter.
    public Set<SubjectRef> persons() {
        return records.stream()
                .flatMap(found -> found.owner().stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
