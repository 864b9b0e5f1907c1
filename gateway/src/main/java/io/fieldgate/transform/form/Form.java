package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A named composition of at most three transforms from the vocabulary. Immutable.
/// What it does is derived from its links: where the last needs a key, a key made all that leaves, and the links
/// before it only limit what that key gives back; else the weakest promise among the links that changed something
/// holds, a mask before a generalisation, and a form that changed nothing or only the spelling is plain.
public record Form(String name, List<Link> links) {

    public static final int MAX_LINKS = 3;

    /// One transform with its options.
    public record Link(Transform.Kind kind, Transform transform) {

        /// @param options option name → its words in order
        public static Link of(Transform.Kind kind, Map<String, List<String>> options) throws BadOption {
            return new Link(kind, kind.bind(options));
        }
    }

    public Form {
        links = List.copyOf(links);
    }

    /// What needs a key stands last; what discards, or does nothing, stands alone.
    public boolean isInOrder() {
        return links.size() == 1
                || (links.getLast().kind().effect().mayFollow()
                        && beforeLast().stream()
                                .allMatch(link -> link.kind().effect().mayPrecede()));
    }

    /// Whether each link reads what the one before it makes, tried with a value of each link's own.
    public boolean isReadThrough() {
        return links.size() == 1
                || links.stream()
                        .map(link -> applyWithoutKey(new Value.Text(link.kind().sample())))
                        .anyMatch(Outcome.Fit.class::isInstance);
    }

    public Effect effect() {
        return effect(links);
    }

    private static Effect effect(List<Link> links) {
        Effect effect = Effect.PLAIN;
        for (int i = 0; i < links.size(); i++) {
            effect = links.get(i).kind().effect().after(effect);
        }
        return effect;
    }

    /// Whether the value can be had again; what one link took away, the key of the next does not give back.
    public Effect.Undo undo() {
        boolean loses = links.stream().anyMatch(link -> link.kind().effect().undo() == Effect.Undo.NO);
        return loses ? Effect.Undo.NO : effect().undo();
    }

    /// The whole value leaves, readable.
    public boolean isPlain() {
        return effect().isWhole();
    }

    /// No value leaves.
    public boolean isEphemeral() {
        return effect() == Effect.DISCARD;
    }

    /// A token leaves, which a key opens, and whose key ends it at its deadline.
    public boolean isSealed() {
        return effect().isSealed();
    }

    /// What leaves can be read, or compared, without a key.
    public boolean isReadable() {
        return effect().isReadable();
    }

    /// The words it can answer, where it answers one of a list.
    public List<String> words() {
        return links.stream().flatMap(link -> link.transform().words().stream()).toList();
    }

    /// What leaves can be compared with the value itself: it is the value, or its own pseudonym.
    public boolean tellsTheValue() {
        return effect() == Effect.PLAIN || (effect() == Effect.PSEUDONYM && links.size() == 1);
    }

    /// Applies the links in order.
    public Outcome apply(Value value, @Nullable FormContext context) {
        return through(links, value, context);
    }

    /// Applies the links that need no key: what they refuse can be told before there is one.
    public Outcome applyWithoutKey(Value value) {
        return through(effect().needsKey() ? beforeLast() : links, value, null);
    }

    private static Outcome through(List<Link> links, Value value, @Nullable FormContext context) {
        Outcome outcome = new Outcome.Fit(value);
        for (Link link : links) {
            if (!(outcome instanceof Outcome.Fit fit)) {
                return outcome;
            }
            outcome = link.transform().apply(fit.value(), context);
        }
        return outcome;
    }

    /// The links that made what a reader can get at: the app's own copy, or what a token is opened to.
    private List<Link> held() {
        return isSealed() ? beforeLast() : links;
    }

    private List<Link> beforeLast() {
        return links.subList(0, links.size() - 1);
    }

    /// The form of what a reader can get at, a seal aside; empty where that is the whole value, or nothing.
    public Optional<Form> unsealed() {
        List<Link> held = held();
        return effect(held).isWhole() || isEphemeral() ? Optional.empty() : Optional.of(new Form(name, held));
    }

    /// Whether a value stored in this form can be shown in another: what is there whole, in every form without a key;
    /// what was made coarser, as it is or coarser in the same way.
    public boolean canShow(Form shown) {
        if (!shown.isReadable() || isEphemeral()) {
            return false;
        }
        boolean pseudonym = shown.effect() == Effect.PSEUDONYM;
        List<Link> held = held();
        if (effect(held).isWhole()) {
            return !pseudonym;
        }
        return held.equals(shown.links)
                || (!pseudonym
                        && held.getLast().transform() instanceof Generalization last
                        && last.isFinerThan(shown.links.getLast().transform()));
    }

    /// Judges what a reader got at of a value stored in this form, and makes the shown form of it. Never opens
    /// anything: of a sealed value this is what its token was opened to.
    /// What is no value of this form any more does not come out: a whole address at the place of a district
    /// leaves as the district.
    public Outcome show(Value held, Form shown) {
        List<Link> made = held();
        if (effect(made).isWhole()) {
            return shown.apply(held, null);
        }
        Outcome again = made.getLast().transform() instanceof Generalization last
                ? last.again(held)
                : new Outcome.Unfit("form-not-shown");
        if (!(again instanceof Outcome.Fit(Value value)) || made.equals(shown.links)) {
            return again;
        }
        return canShow(shown) ? shown.apply(value, null) : new Outcome.Unfit("form-not-shown");
    }
}
