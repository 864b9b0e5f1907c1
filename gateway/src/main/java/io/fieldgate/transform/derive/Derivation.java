package io.fieldgate.transform.derive;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Computes one entry from another at the door (`from:` of a type), after the source's check.
public interface Derivation {

    Outcome derive(Value source, LocalDate today);

    /// Whether it can be made out of values that say this.
    boolean reads(Meaning source);

    /// What its results say.
    default List<Meaning> meanings() {
        return List.of();
    }

    /// One entry of [Derivations#STANDARD].
    interface Kind {
        String name();

        String example();

        List<String> options();

        /// Every rule id it may answer with; each stands in `docs/reference/rules.md`.
        List<String> rules();

        Derivation bind(Map<String, List<String>> options) throws BadOption;
    }
}
