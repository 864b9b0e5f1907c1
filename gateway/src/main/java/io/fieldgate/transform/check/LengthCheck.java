package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// `length MIN MAX`: free text of so many code points after folding.
final class LengthCheck implements Check {

    private static final String LENGTH = "text-length";

    static final Kind KIND = new Kind() {
        @Override
        public String name() {
            return "length";
        }

        @Override
        public String example() {
            return "length 4 200";
        }

        @Override
        public List<String> rules() {
            return List.of(LENGTH, TextNormalization.KIND, TextNormalization.INVISIBLE);
        }

        @Override
        public Check bind(List<String> arguments) throws BadOption {
            return new LengthCheck(Arguments.bounds("length", arguments, 0, 100_000, example()));
        }
    };

    private final Arguments.Bounds bounds;

    private LengthCheck(Arguments.Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        if (text.text().length() > 8L * bounds.most() + 64) { // folding joins at most so many code units into one
            return TextCheck.unfit(LENGTH);
        }
        String folded = TextNormalization.FREE.fold(text.text());
        if (folded == null) {
            return TextCheck.unfit(TextNormalization.INVISIBLE);
        }
        boolean fits = bounds.hold(folded.codePointCount(0, folded.length()));
        return fits ? TextCheck.fit(folded) : TextCheck.unfit(LENGTH);
    }
}
