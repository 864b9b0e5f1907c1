package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Decimals;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.TextCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names the band a number falls into. One name more than steps; a step belongs to the upper name. Compared as
/// decimals.
public record NumberBands(List<BigDecimal> steps, List<String> names) implements Generalization {

    public static final String NOT_A_NUMBER = "number-shape";
    private static final String NOT_A_BAND = "band-unknown";

    static final Kind KIND = new ParametricTransform(
            "ladder",
            "use: ladder, steps: [37.3, 38.5], names: [normal, fever, high]",
            Effect.GENERALISE,
            "37.5",
            List.of("steps", "names"),
            List.of(NOT_A_NUMBER, NOT_A_BAND),
            options -> NumberBands.of("ladder", options));

    public NumberBands {
        steps = List.copyOf(steps);
        names = List.copyOf(names);
    }

    public static NumberBands of(String owner, Map<String, List<String>> options) throws BadOption {
        List<BigDecimal> steps = new ArrayList<>();
        for (String word : Arguments.all(owner, options, "steps")) {
            BigDecimal step = Arguments.decimal("steps", word);
            if (!steps.isEmpty() && steps.getLast().compareTo(step) >= 0) {
                throw new BadOption("`steps` of `" + owner + "` must rise from word to word.");
            }
            steps.add(step);
        }
        List<String> names = Arguments.all(owner, options, "names");
        if (names.size() != steps.size() + 1) {
            throw new BadOption("`" + owner + "` needs one name more than steps: " + steps.size() + " steps, "
                    + names.size() + " names.");
        }
        return new NumberBands(steps, names);
    }

    public String nameOf(BigDecimal number) {
        int at = 0;
        while (at < steps.size() && steps.get(at).compareTo(number) <= 0) {
            at++;
        }
        return names.get(at);
    }

    @Override
    public List<String> words() {
        return names;
    }

    @Override
    public Outcome again(Value result) {
        return result instanceof Value.Text(String name) && names.contains(name)
                ? new Outcome.Fit(result)
                : TextCheck.unfit(NOT_A_BAND);
    }

    @Override
    public Outcome apply(Value value, @Nullable FormContext context) {
        BigDecimal number = Decimals.of(value);
        return number == null ? TextCheck.unfit(NOT_A_NUMBER) : TextCheck.fit(nameOf(number));
    }
}
