package io.fieldgate.transform.derive;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Computes one entry from another at the door (`from:` of a type), after the source's check.
public interface Derivation {

    Outcome derive(Value source, LocalDate today);

    /// One entry of [Derivations#STANDARD].
    interface Kind {
        String name();

        String example();

        /// Vocabulary types the function understands.
        List<String> sources();

        List<String> options();

        /// Every rule id it may answer with; each stands in `docs/reference/rules.md`.
        List<String> rules();

        Derivation bind(Map<String, List<String>> options) throws BadOption;
    }
}
