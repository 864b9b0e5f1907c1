package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// `length MIN MAX`: free text of so many code points after folding.
final class LengthCheck implements Check {

    private static final String LENGTH = "text-length";

    static final Kind KIND = new ParametricCheck(
            "length",
            "length 4 200",
            List.of(LENGTH, TextNormalization.KIND, TextNormalization.INVISIBLE),
            (kind, words) -> new LengthCheck(Arguments.bounds(kind.name(), words, 0, 100_000, kind.example())));

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
