package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.document.Cell;
import java.util.List;
import java.util.Optional;

/// What an answer becomes for one caller.
public sealed interface DisclosureResult {

    /// @param cells the answer, built; record numbers are those of the new list
    /// @param persons whose values are in it
    /// @param pseudonyms of persons told by nothing else
    /// @param unnamed records of which no person can be told
    /// @param linkMinute latest death minute among the values shown, 0 where nothing sealed was shown
    record Shown(
            List<Cell> cells,
            int records,
            List<SubjectRef> persons,
            List<String> pseudonyms,
            int unnamed,
            List<FieldDecision> decisions,
            int linkMinute)
            implements DisclosureResult {
        public Shown {
            cells = List.copyOf(cells);
            persons = List.copyOf(persons);
            pseudonyms = List.copyOf(pseudonyms);
            decisions = List.copyOf(decisions);
        }

        @Override
        public String toString() {
            return "Shown[" + records + " records]";
        }
    }

    /// The one record does not exist for this caller: same answer as no such record.
    record NoSuchRecord(Optional<SubjectRef> owner) implements DisclosureResult {}

    /// Every asked value has died or was erased.
    record AllGone(List<FieldDecision> decisions) implements DisclosureResult {}

    /// Tokens of different persons in one record, or a token that is not ours.
    record Unusable(Fault fault, boolean mixed) implements DisclosureResult {}

    /// A minor's record, and the caller has no approval.
    record ApprovalRequired() implements DisclosureResult {}
}
