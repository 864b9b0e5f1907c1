package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/// `length MIN MAX`: free text of so many code points after folding. `address MIN MAX`: such a text that says where
/// somebody lives or stays.
final class LengthCheck implements Check {

    private static final String RULE = "text-length";
    private static final int MOST = 100_000; // code points

    static final Kind LENGTH = kind("length", new Meaning.Opaque());
    static final Kind ADDRESS = kind("address", new Meaning.Opaque(), Meaning.Place.EXACT);

    private static Kind kind(String name, Meaning... meanings) {
        return new ParametricCheck(
                name,
                name + " 4 200",
                List.of(RULE, TextNormalization.KIND, TextNormalization.INVISIBLE),
                (kind, words) -> new LengthCheck(Arguments.bounds(name, words, 0, MOST, kind.example()), meanings));
    }

    private final Arguments.Bounds bounds;
    private final List<Meaning> meanings;

    private LengthCheck(Arguments.Bounds bounds, Meaning... meanings) {
        this.bounds = bounds;
        this.meanings = List.of(meanings);
    }

    @Override
    public List<Meaning> meanings() {
        return meanings;
    }

    @Override
    public OptionalInt maxCodePoints() {
        return OptionalInt.of(bounds.most());
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        if (text.text().length() > 8L * bounds.most() + 64) { // folding joins at most so many code units into one
            return TextCheck.unfit(RULE);
        }
        String folded = TextNormalization.FREE.fold(text.text());
        if (folded == null) {
            return TextCheck.unfit(TextNormalization.INVISIBLE);
        }
        boolean fits = bounds.hold(folded.codePointCount(0, folded.length()));
        return fits ? TextCheck.fit(folded) : TextCheck.unfit(RULE);
    }
}
