package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// `one-of WORD …`: exactly one of the listed words, as text, number or boolean; keeps the kind it came in.
/// `age-band WORD …`: such words for ranges of ages. `sex`: such words of the national code.
final class OneOf implements Check {

    private static final String RULE = "one-of";

    static final Kind KIND = kind(RULE, "one-of green yellow red", Meaning.Words::new);
    static final Kind AGE_BAND = kind(
            "age-band",
            "age-band under-14 14-17 18-59 60+",
            words -> new Meaning.AgeBand(words, Set.of())); // what they mean is said by the functions of the type

    /// Source: GB/T 2261.1 (0 unknown, 1 male, 2 female, 9 not said).
    static final Kind SEX = new ParametricCheck("sex", "sex", List.of(RULE, TextNormalization.KIND), (kind, words) -> {
        Arguments.none(kind.name(), words);
        return new OneOf(Set.of("0", "1", "2", "9"), new Meaning.Sex());
    });

    private static Kind kind(String name, String example, Function<Set<String>, Meaning> meaning) {
        return new ParametricCheck(name, example, List.of(RULE, TextNormalization.KIND), (_, written) -> {
            if (written.isEmpty()) {
                throw new BadOption("`" + name + "` needs at least one word.");
            }
            Set<String> words = Set.copyOf(written);
            if (words.size() != written.size()) {
                throw new BadOption("`" + name + "` names one word twice.");
            }
            return new OneOf(words, meaning.apply(words));
        });
    }

    private final Set<String> words;
    private final List<Meaning> meanings;

    private OneOf(Set<String> words, Meaning meaning) {
        this.words = words;
        this.meanings = List.of(meaning);
    }

    @Override
    public List<Meaning> meanings() {
        return meanings;
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
