package io.fieldgate.transform.check;

import io.fieldgate.transform.BadOption;
import java.util.List;

/// A check with arguments: its entry in the list, out of which each line of a type makes a check.
/// @param example as it stands in a file, `bytes 64KB`
record ParametricCheck(String name, String example, List<String> rules, Binder binder) implements Check.Kind {

    /// Makes the check of the words after its name.
    interface Binder {
        /// @param kind for messages
        Check bind(Check.Kind kind, List<String> arguments) throws BadOption;
    }

    ParametricCheck {
        rules = List.copyOf(rules);
    }

    @Override
    public Check bind(List<String> arguments) throws BadOption {
        return binder.bind(this, arguments);
    }
}
