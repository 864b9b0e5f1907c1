package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// `one-of WORD …`: exactly one of the listed words, as text, number or boolean; keeps the kind it came in.
final class OneOf implements Check {

    private static final String RULE = "one-of";

    static final Kind KIND =
            new ParametricCheck(RULE, "one-of green yellow red", List.of(RULE, TextNormalization.KIND), OneOf::bound);

    private static OneOf bound(Kind kind, List<String> written) throws BadOption {
        if (written.isEmpty()) {
            throw new BadOption("`one-of` needs at least one word.");
        }
        Set<String> words = Set.copyOf(written);
        if (words.size() != written.size()) {
            throw new BadOption("`one-of` names one word twice.");
        }
        return new OneOf(words);
    }

    private final Set<String> words;

    private OneOf(Set<String> words) {
        this.words = words;
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        return switch (value) {
            case Value.Text text -> {
                String folded =
                        text.text().length() > TextCheck.MAX_CHARS ? null : TextNormalization.WORDS.fold(text.text());
                yield folded != null && words.contains(folded) ? TextCheck.fit(folded) : TextCheck.unfit(RULE);
            }
            case Value.Number number -> judge(value, number.literal());
            case Value.Bool bool -> judge(value, bool.value() ? "true" : "false");
            case Value.Null _, Value.Sequence _, Value.Mapping _, Value.Blob _ ->
                TextCheck.unfit(TextNormalization.KIND);
        };
    }

    private Outcome judge(Value value, String literal) {
        return words.contains(literal) ? new Outcome.Fit(value) : TextCheck.unfit(RULE);
    }
}
