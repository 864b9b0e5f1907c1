package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A transform without options: its entry in the list is the link itself.
record Primitive(String name, Effect effect, String sample, List<String> rules, Step step)
        implements Transform.Kind, Generalization {

    /// The work of the link.
    interface Step {
        Outcome apply(Value value, @Nullable FormContext context);
    }

    Primitive {
        rules = List.copyOf(rules);
    }

    @Override
    public Outcome apply(Value value, @Nullable FormContext context) {
        return step.apply(value, context);
    }

    /// Its own result again; sealed values are opened, not read back, and what was discarded does not exist.
    @Override
    public Outcome again(Value result) {
        return effect.mayPrecede() ? step.apply(result, null) : TextCheck.unfit("form-not-shown");
    }

    @Override
    public String example() {
        return "use: " + name;
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public Transform bind(Map<String, List<String>> options) throws BadOption {
        Arguments.known(name, options, List.of());
        return this;
    }
}
