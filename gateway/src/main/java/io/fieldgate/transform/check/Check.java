package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/// A named rule of a field type, bound to its arguments: normalises a value or says which rule it misses.
/// Total: never throws on odd input. Deterministic. Thread rule: stateless.
public interface Check {

    /// @param today the local day, for dates that must not lie ahead
    Outcome apply(Value value, LocalDate today);

    /// What a value that fits says.
    default List<Meaning> meanings() {
        return List.of();
    }

    /// The most code points of a text that fits, where that is more than a short text has.
    default OptionalInt maxCodePoints() {
        return OptionalInt.empty();
    }

    /// The most bytes, where what fits is bytes.
    default OptionalInt maxBytes() {
        return OptionalInt.empty();
    }

    /// One entry of [Checks#STANDARD].
    interface Kind {
        /// The word in the vocabulary's `check:` list.
        String name();

        /// An example as it stands in a file, `number 34 43`.
        String example();

        /// Every rule id its checks may answer with; each stands in `docs/reference/rules.md`.
        List<String> rules();

        Check bind(List<String> arguments) throws BadOption;
    }
}
