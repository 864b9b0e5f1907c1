package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.Rules;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// A check without arguments on one short text: fold it, then judge it. What fits leaves as [Value.Text] in its
/// one spelling.
/// @param own rule ids of the judge; those of folding are added
public record TextCheck(String name, List<String> own, TextNormalization folding, Judge judge, List<Meaning> meanings)
        implements Check.Kind, Check {

    static final int MAX_CHARS = 320; // the longest short text is an e-mail address

    /// Judges the folded text.
    interface Judge {
        Outcome judge(String text, LocalDate today);
    }

    /// Judges the folded text by one rule alone.
    interface Rule {
        boolean holds(String text);
    }

    public TextCheck {
        own = List.copyOf(own);
        meanings = List.copyOf(meanings);
    }

    TextCheck(String name, List<String> own, TextNormalization folding, Judge judge) {
        this(name, own, folding, judge, List.of());
    }

    /// The same check, whose values say this.
    TextCheck meaning(Meaning meaning) {
        return new TextCheck(name, own, folding, judge, List.of(meaning));
    }

    /// A check that answers with its own name as rule.
    static TextCheck of(String name, TextNormalization folding, Rule rule) {
        Outcome unfit = new Outcome.Unfit(name);
        return new TextCheck(name, List.of(name), folding, (text, _) -> rule.holds(text) ? fit(text) : unfit);
    }

    public static Outcome fit(String text) {
        return new Outcome.Fit(new Value.Text(text));
    }

    public static Outcome unfit(String rule) {
        return new Outcome.Unfit(rule);
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        String raw = TextNormalization.literal(value);
        if (raw == null) {
            return unfit(TextNormalization.KIND);
        }
        if (raw.length() > MAX_CHARS) {
            return unfit("too-long");
        }
        String text = folding.fold(raw);
        return text == null ? unfit(TextNormalization.INVISIBLE) : judge.judge(text, today);
    }

    @Override
    public String example() {
        return name;
    }

    @Override
    public List<String> rules() {
        return Rules.with(own, TextNormalization.KIND, TextNormalization.INVISIBLE, "too-long");
    }

    @Override
    public Check bind(List<String> arguments) throws BadOption {
        Arguments.none(name, arguments);
        return this;
    }
}
