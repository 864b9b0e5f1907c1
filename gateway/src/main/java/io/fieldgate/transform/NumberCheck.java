package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// `number MIN MAX` and `whole MIN MAX`: a decimal literal inside the bounds, compared exactly. Keeps the
/// literal and the kind (number or text) it came in.
final class NumberCheck implements Check {

    private static final String NUMBER_SHAPE = "number-shape";
    private static final String WHOLE_SHAPE = "whole-shape";
    private static final String RANGE = "number-range";

    static final Kind NUMBER = new Named("number", "number 34 43", NUMBER_SHAPE);
    static final Kind WHOLE = new Named("whole", "whole 0 130", WHOLE_SHAPE);

    private record Named(String name, String example, String shape) implements Kind {
        @Override
        public List<String> rules() {
            return List.of(shape, RANGE, Folding.KIND);
        }

        @Override
        public Check bind(List<String> arguments) throws BadOption {
            Arguments.count(name, arguments, 2, example);
            BigDecimal least = Arguments.decimal(name, arguments.get(0));
            BigDecimal most = Arguments.decimal(name, arguments.get(1));
            if (least.compareTo(most) > 0) {
                throw new BadOption("`" + name + "` wants the smaller number first, as in `" + example + "`.");
            }
            return new NumberCheck(shape, least, most);
        }
    }

    private final String shape;
    private final BigDecimal least;
    private final BigDecimal most;

    private NumberCheck(String shape, BigDecimal least, BigDecimal most) {
        this.shape = shape;
        this.least = least;
        this.most = most;
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        String raw = Folding.literal(value);
        if (raw == null) {
            return TextCheck.unfit(Folding.KIND);
        }
        String literal = raw.length() > Decimals.MAX_CHARS ? null : Folding.WORDS.fold(raw);
        if (literal == null || !(shape.equals(WHOLE_SHAPE) ? Decimals.isWhole(literal) : Decimals.isDecimal(literal))) {
            return TextCheck.unfit(shape);
        }
        BigDecimal number = new BigDecimal(literal);
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            return TextCheck.unfit(RANGE);
        }
        return new Outcome.Fit(value instanceof Value.Text ? new Value.Text(literal) : value);
    }
}
