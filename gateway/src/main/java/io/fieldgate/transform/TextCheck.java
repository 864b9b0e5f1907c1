package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.time.LocalDate;
import java.util.List;

/// A check without arguments on one short text: fold it, then judge it. What fits leaves as [Value.Text] in its
/// one spelling.
/// @param own rule ids of the judge; those of folding are added
record TextCheck(String name, List<String> own, Folding folding, Judge judge) implements Check.Kind, Check {

    static final int MAX_CHARS = 320; // the longest short text is an e-mail address

    /// Judges the folded text.
    interface Judge {
        Outcome judge(String text, LocalDate today);
    }

    /// Judges the folded text by one rule alone.
    interface Rule {
        boolean holds(String text);
    }

    TextCheck {
        own = List.copyOf(own);
    }

    /// A check that answers with its own name as rule.
    static TextCheck of(String name, Folding folding, Rule rule) {
        Outcome unfit = new Outcome.Unfit(name);
        return new TextCheck(name, List.of(name), folding, (text, _) -> rule.holds(text) ? fit(text) : unfit);
    }

    static Outcome fit(String text) {
        return new Outcome.Fit(new Value.Text(text));
    }

    static Outcome unfit(String rule) {
        return new Outcome.Unfit(rule);
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        String raw = Folding.literal(value);
        if (raw == null) {
            return unfit(Folding.KIND);
        }
        if (raw.length() > MAX_CHARS) {
            return unfit("too-long");
        }
        String text = folding.fold(raw);
        return text == null ? unfit(Folding.INVISIBLE) : judge.judge(text, today);
    }

    @Override
    public String example() {
        return name;
    }

    @Override
    public List<String> rules() {
        return Rules.with(own, Folding.KIND, Folding.INVISIBLE, "too-long");
    }

    @Override
    public Check bind(List<String> arguments) throws BadOption {
        Arguments.none(name, arguments);
        return this;
    }
}
