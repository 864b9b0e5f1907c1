package io.fieldgate.transform;

import io.fieldgate.document.Value;
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
            return List.of(LENGTH, Folding.KIND, Folding.INVISIBLE);
        }

        @Override
        public Check bind(List<String> arguments) throws BadOption {
            Arguments.count("length", arguments, 2, example());
            int least = Arguments.whole("length", arguments.get(0), 0, 100_000);
            return new LengthCheck(least, Arguments.whole("length", arguments.get(1), least, 100_000));
        }
    };

    private final int least;
    private final int most;

    private LengthCheck(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(Folding.KIND);
        }
        if (text.text().length() > 8L * most + 64) { // folding joins at most so many code units into one
            return TextCheck.unfit(LENGTH);
        }
        String folded = Folding.FREE.fold(text.text());
        if (folded == null) {
            return TextCheck.unfit(Folding.INVISIBLE);
        }
        int length = folded.codePointCount(0, folded.length());
        return length < least || length > most ? TextCheck.unfit(LENGTH) : TextCheck.fit(folded);
    }
}
