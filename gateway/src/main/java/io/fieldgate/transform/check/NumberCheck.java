package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Decimals;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// `number MIN MAX [DECIMALS]` and `whole MIN MAX`: a decimal literal inside the bounds, compared exactly; with
/// DECIMALS not finer than so many places (`36.80` has one). `age`: full years, 0 to 130. Keeps the literal and the
/// kind (number or text) it came in.
final class NumberCheck implements Check {

    private static final String NUMBER_SHAPE = "number-shape";
    private static final String WHOLE_SHAPE = "whole-shape";
    private static final String RANGE = "number-range";
    private static final String FINER = "number-decimals";
    private static final int ANY_DECIMALS = Integer.MAX_VALUE;
    private static final int MOST_DECIMALS = 9;
    private static final BigDecimal OLDEST = BigDecimal.valueOf(130); // years

    static final Kind NUMBER = new ParametricCheck(
            "number",
            "number 34 43",
            List.of(NUMBER_SHAPE, RANGE, FINER, TextNormalization.KIND),
            NumberCheck::decimal);
    static final Kind WHOLE = new ParametricCheck(
            "whole",
            "whole 0 130",
            List.of(WHOLE_SHAPE, RANGE, TextNormalization.KIND),
            (kind, words) -> bound(kind, WHOLE_SHAPE, words, ANY_DECIMALS));
    static final Kind AGE =
            new ParametricCheck("age", "age", List.of(WHOLE_SHAPE, RANGE, TextNormalization.KIND), (kind, words) -> {
                Arguments.none(kind.name(), words);
                return new NumberCheck(WHOLE_SHAPE, BigDecimal.ZERO, OLDEST, ANY_DECIMALS, List.of(new Meaning.Age()));
            });

    private static NumberCheck decimal(Kind kind, List<String> words) throws BadOption {
        return words.size() == 3
                ? bound(
                        kind,
                        NUMBER_SHAPE,
                        words.subList(0, 2),
                        Arguments.whole(kind.name(), words.get(2), 1, MOST_DECIMALS))
                : bound(kind, NUMBER_SHAPE, words, ANY_DECIMALS);
    }

    private static NumberCheck bound(Kind kind, String shape, List<String> bounds, int decimals) throws BadOption {
        Arguments.count(kind.name(), bounds, 2, kind.example());
        BigDecimal least = Arguments.decimal(kind.name(), bounds.get(0));
        BigDecimal most = Arguments.decimal(kind.name(), bounds.get(1));
        if (least.compareTo(most) > 0) {
            throw new BadOption(
                    "`" + kind.name() + "` wants the smaller number first, as in `" + kind.example() + "`.");
        }
        return new NumberCheck(shape, least, most, decimals, List.of(new Meaning.Number()));
    }

    private final String shape;
    private final BigDecimal least;
    private final BigDecimal most;
    private final int decimals;
    private final List<Meaning> meanings;

    private NumberCheck(String shape, BigDecimal least, BigDecimal most, int decimals, List<Meaning> meanings) {
        this.shape = shape;
        this.least = least;
        this.most = most;
        this.decimals = decimals;
        this.meanings = meanings;
    }

    @Override
    public List<Meaning> meanings() {
        return meanings;
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        String raw = TextNormalization.literal(value);
        if (raw == null) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        String literal = raw.length() > Decimals.MAX_CHARS ? null : TextNormalization.WORDS.fold(raw);
        if (literal == null || !(shape.equals(WHOLE_SHAPE) ? Decimals.isWhole(literal) : Decimals.isDecimal(literal))) {
            return TextCheck.unfit(shape);
        }
        BigDecimal number = new BigDecimal(literal);
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            return TextCheck.unfit(RANGE);
        }
        if (number.stripTrailingZeros().scale() > decimals) {
            return TextCheck.unfit(FINER);
        }
        return new Outcome.Fit(value instanceof Value.Text ? new Value.Text(literal) : value);
    }
}
