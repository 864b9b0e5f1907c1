package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The links that need a key: `aead`, `siv` (undone by key) and `hmac` (not undone). All of them write a text.
/// Where no context is given there is no key either, so they answer `form-needs-key` rather than let a value through.
/// Source: policy register, form primitives; `docs/reference/token-format.md`.
final class KeyedTransforms {

    private static final String NO_KEY = "form-needs-key";
    private static final String NO_TREE = "form-single-value";
    private static final List<String> RULES = List.of(NO_KEY, NO_TREE, "pseudonym-shape", "form-not-shown");

    static final Primitive AEAD = new Primitive("aead", Effect.SEAL, "any", RULES, KeyedTransforms::seal);
    static final Transform.Kind SIV = within("siv", "app", Effect.TOKEN, KeyedTransforms::token);
    static final Transform.Kind HMAC = within("hmac", "scope", Effect.PSEUDONYM, new Pseudonym());

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

    /// A link with equal results, which must say within what they are equal.
    private static Transform.Kind within(String name, String space, Effect effect, Transform link) {
        String example = "use: " + name + ", within: " + space;
        return new ParametricTransform(name, example, effect, "any", List.of("within"), RULES, options -> {
            String word = Arguments.one(name, options, "within");
            if (!word.equals(space)) {
                throw new BadOption("`" + name + "` is equal within: " + space + "; `" + word + "` is not possible.");
            }
            return link;
        });
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
