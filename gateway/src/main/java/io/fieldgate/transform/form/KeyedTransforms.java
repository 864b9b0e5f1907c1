package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The links that need a key: `aead`, `siv` (undone by key) and `hmac` (not undone). All of them write a text.
/// Where no context is given there is no key either, so they answer `form-needs-key` rather than let a value through.
/// Source: policy register, form primitives; `docs/reference/token-format.md`.
final class KeyedTransforms {

    private static final String NO_KEY = "form-needs-key";
    private static final String NO_TREE = "form-single-value";
    private static final List<String> RULES = List.of(NO_KEY, NO_TREE, "pseudonym-shape", "form-not-shown");

    static final Primitive AEAD = new Primitive("aead", Transform.Undo.BY_KEY, false, RULES, KeyedTransforms::seal);
    static final Transform.Kind SIV = new Within("siv", "app", Transform.Undo.BY_KEY, KeyedTransforms::token);
    static final Transform.Kind HMAC = new Within("hmac", "scope", Transform.Undo.NO, KeyedTransforms::pseudonym);

    private KeyedTransforms() {}

    private static Outcome seal(Value value, @Nullable FormContext context) {
        if (context == null) {
            return TextCheck.unfit(NO_KEY);
        }
        return isSingle(value)
                ? TextCheck.fit(context.sealer().seal(context.to(), context.subject(), PlaintextCodec.encode(value)))
                : TextCheck.unfit(NO_TREE);
    }

    private static Outcome token(Value value, @Nullable FormContext context) {
        if (context == null) {
            return TextCheck.unfit(NO_KEY);
        }
        return isSingle(value)
                ? TextCheck.fit(context.sealer().token(context.to(), PlaintextCodec.encode(value)))
                : TextCheck.unfit(NO_TREE);
    }

    private static Outcome pseudonym(Value value, @Nullable FormContext context) {
        if (context == null) {
            return TextCheck.unfit(NO_KEY);
        }
        if (!isSingle(value) || value instanceof Value.Blob) {
            return TextCheck.unfit(NO_TREE);
        }
        return TextCheck.fit(
                context.subjects().pseudonym(context.to().scope(), context.type(), PlaintextCodec.spelling(value)));
    }

    private static boolean isSingle(Value value) {
        return switch (value) {
            case Value.Text _, Value.Number _, Value.Bool _, Value.Blob _ -> true;
            case Value.Null _, Value.Sequence _, Value.Mapping _ -> false;
        };
    }

    /// A deterministic link that must say within what its results are equal.
    private record Within(String name, String space, Transform.Undo undo, Primitive.Step step)
            implements Transform.Kind {
        @Override
        public String example() {
            return "use: " + name + ", within: " + space;
        }

        @Override
        public boolean deterministic() {
            return true;
        }

        @Override
        public List<String> options() {
            return List.of("within");
        }

        @Override
        public List<String> rules() {
            return RULES;
        }

        @Override
        public Transform bind(Map<String, List<String>> options) throws BadOption {
            Arguments.known(name, options, options());
            String word = Arguments.one(name, options, "within");
            if (!word.equals(space)) {
                throw new BadOption("`" + name + "` is equal within: " + space + "; `" + word + "` is not possible.");
            }
            return undo == Transform.Undo.NO ? new Pseudonym() : step::apply;
        }
    }

    /// The keyed hash as a link: equal to itself, so that a stored pseudonym can be shown as one.
    record Pseudonym() implements Generalization {

        private static final String SHAPE = "pseudonym-shape";

        @Override
        public Outcome apply(Value value, @Nullable FormContext context) {
            return pseudonym(value, context);
        }

        @Override
        public Outcome again(Value result) {
            return result instanceof Value.Text(String text) && isPseudonym(text)
                    ? new Outcome.Fit(result)
                    : TextCheck.unfit(SHAPE);
        }

        private static boolean isPseudonym(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!(c >= 'a' && c <= 'z') && !(c >= '2' && c <= '7')) {
                    return false;
                }
            }
            return text.length() == 26;
        }
    }
}
