package io.fieldgate.transform.derive;

import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import java.util.List;
import java.util.Map;

/// A function with options: its entry in the list, out of which each `use:` makes a function.
record ParametricDerivation(String name, String example, List<String> options, List<String> rules, Binder binder)
        implements Derivation.Kind {

    /// Makes the function; the names of the options have been judged.
    interface Binder {
        Derivation bind(Map<String, List<String>> options) throws BadOption;
    }

    ParametricDerivation {
        options = List.copyOf(options);
        rules = List.copyOf(rules);
    }

    @Override
    public Derivation bind(Map<String, List<String>> written) throws BadOption {
        Arguments.known(name, written, options);
        return binder.bind(written);
    }
}
