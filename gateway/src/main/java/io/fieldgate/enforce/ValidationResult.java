package io.fieldgate.enforce;

import io.fieldgate.document.Cell;
import java.util.List;
import java.util.Optional;

/// A request after every check of its values and before anything is decided about the person.
public sealed interface ValidationResult {

    /// @param cells checked and normalised values of declared entries, derived ones included
    /// @param subject the normalised subject value, where the register names one
    /// @param underFourteen the subject is younger than fourteen today
    /// @param decisions what was left out so far (dropped places)
    record Fit(List<Cell> cells, Optional<String> subject, boolean underFourteen, List<FieldDecision> decisions)
            implements ValidationResult {
        public Fit {
            cells = List.copyOf(cells);
            decisions = List.copyOf(decisions);
        }

        /// The same values, about that person.
        public Fit of(String person) {
            return new Fit(cells, Optional.of(person), underFourteen, decisions);
        }

        @Override
        public String toString() {
            return "Examined[" + cells.size() + " cells]";
        }
    }

    record Unfit(Decision.Refuse refusal) implements ValidationResult {}
}
