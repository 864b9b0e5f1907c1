package io.fieldgate.transform.derive;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.Decimals;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.TextCheck;
import io.fieldgate.transform.form.NumberBands;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// True where the number reaches the step, compared as decimals: `37.3` reaches `37.3`.
record AtLeast(BigDecimal step) implements Derivation {

    static final Kind KIND = new ParametricDerivation(
            "at-least",
            "use: at-least, step: 37.3",
            List.of("step"),
            List.of(NumberBands.NOT_A_NUMBER),
            options -> new AtLeast(Arguments.decimal("step", Arguments.one("at-least", options, "step"))));

    @Override
    public boolean reads(Meaning source) {
        return source instanceof Meaning.Number || source instanceof Meaning.Age;
    }

    @Override
    public Outcome derive(Value source, LocalDate today) {
        BigDecimal number = Decimals.of(source);
        return number == null
                ? TextCheck.unfit(NumberBands.NOT_A_NUMBER)
                : new Outcome.Fit(new Value.Bool(number.compareTo(step) >= 0));
    }
}
