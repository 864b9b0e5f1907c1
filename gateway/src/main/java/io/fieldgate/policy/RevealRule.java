package io.fieldgate.policy;

import io.fieldgate.transform.form.Form;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One cell block of the reveal matrix: what one role sees for one purpose.
/// @param show slot → form
/// @param weakest slot → form where a limit leaves the reader less; a slot without a weaker form is missing
/// @param rows the records that exist for this role at all; empty = all
/// @param on templates of the only routes it holds for; empty = every route that gives
/// @param needs what the reader must have beside role and purpose
/// @param atMost distinct persons per day; empty only for the subject and a role without a limit
/// @param identifying it says why it may single people out, and is not judged by what it shows together
public record RevealRule(
        Role role,
        String purpose,
        Map<Integer, Form> show,
        Map<Integer, Form> weakest,
        Optional<OwnRows> rows,
        OptionalInt atMost,
        Beyond beyond,
        Set<String> on,
        Needs needs,
        boolean identifying,
        int line) {

    public enum Beyond {
        REFUSE,
        MASK
    }

    /// What must be there beside role and purpose.
    /// @param caseNumber the number of a case
    /// @param reasons one of these codes; empty where none is asked for
    /// @param secondPerson somebody of another unit agreed
    public record Needs(boolean caseNumber, Set<String> reasons, boolean secondPerson) {
        public static final Needs NOTHING = new Needs(false, Set.of(), false);

        public Needs {
            reasons = Set.copyOf(reasons);
        }

        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /// Which records there are for a caller, by an entry and his own claim.
    public record OwnRows(int slot, String claim, Kind kind) {

        public enum Kind {
            /// The place lies under the caller's own.
            OWN_REGION,
            /// The value is the caller's own.
            OWN,
            /// The value is another than the caller's own.
            NOT_OWN
        }
    }

    public RevealRule {
        show = Map.copyOf(show);
        weakest = Map.copyOf(weakest);
        on = Set.copyOf(on);
    }

    /// Elsewhere it is as if it were not written.
    public boolean isOn(Route route) {
        return on.isEmpty() || on.contains(route.template());
    }
}
