package io.fieldgate.transform.form;

import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import java.util.List;
import java.util.Map;

/// A transform with options: its entry in the list, out of which each `use:` makes a link.
record ParametricTransform(
        String name,
        String example,
        Effect effect,
        String sample,
        List<String> options,
        List<String> rules,
        Binder binder)
        implements Transform.Kind {

    /// Makes the link; the names of the options have been judged.
    interface Binder {
        Transform bind(Map<String, List<String>> options) throws BadOption;
    }

    ParametricTransform {
        options = List.copyOf(options);
        rules = List.copyOf(rules);
    }

    @Override
    public Transform bind(Map<String, List<String>> written) throws BadOption {
        Arguments.known(name, written, options);
        return binder.bind(written);
    }
}
