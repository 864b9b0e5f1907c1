package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One link of a form, bound to its options. Holds no state, never logs.
public interface Transform {

    /// @param context null where a shown form is made: those need no keys
    Outcome apply(Value value, @Nullable FormContext context);

    /// The words of the list it answers one of; empty for any other.
    default List<String> words() {
        return List.of();
    }

    /// One entry of [Transforms#STANDARD].
    interface Kind {
        /// The word after `use:`.
        String name();

        String example();

        /// A value its links read: the binder tries a chain with it, and the tests each transform.
        String sample();

        /// What its links do to a value.
        Effect effect();

        /// Options accepted beside `use`, such as `first`, `last`, `steps`, `names`, `after`, `within`.
        List<String> options();

        /// Every rule id its links may answer with; each stands in `docs/reference/rules.md`.
        List<String> rules();

        /// @param options option name → its words in order (a scalar is a list of one)
        Transform bind(Map<String, List<String>> options) throws BadOption;
    }
}
