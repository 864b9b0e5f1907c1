package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named composition of at most three transforms from the vocabulary.
/// @param primitive `use:` name of the last link: `identity`, `discard`, `aead`, `siv`, `hmac`, `ends`,
/// `cn-surname`, `ladder`, `cut`, `round-time`, `phone-ends`, `email-domain`, `ip-network`, `icd-chapter`
public record Form(String name, String primitive, Transform.Undo undo, boolean deterministic, List<Transform> links) {

    public static final int MAX_LINKS = 3;

    public Form {
        links = List.copyOf(links);
    }

    /// Applies the links in order.
    public Outcome apply(Value value, @Nullable FormContext context) {
        Outcome outcome = new Outcome.Fit(value);
        for (Transform link : links) {
            if (!(outcome instanceof Outcome.Fit fit)) {
                return outcome;
            }
            outcome = link.apply(fit.value(), context);
        }
        return outcome;
    }

    /// Whether a value stored in this form can be shown in another: what a key or nothing hides, in every form
    /// without a key;
    /// what was made coarser, as it is or coarser in the same way.
    public boolean canShow(Form shown) {
        if (shown.isSealed() || shown.isEphemeral() || isEphemeral()) {
            return false;
        }
        boolean pseudonym = shown.primitive.equals("hmac");
        if (isPlain() || isSealed()) {
            return !pseudonym;
        }
        return links.equals(shown.links)
                || (!pseudonym
                        && links.getLast() instanceof Generalization last
                        && last.isFinerThan(shown.links.getLast()));
    }

    /// Judges what an app gave back of a value it had in this form, and makes the shown form of it. Never opens
    /// anything: for plain and coarsened values.
    /// What is no value of this form any more does not come out: a whole address at the place of a district
    /// leaves as the district.
    public Outcome show(Value stored, Form shown) {
        if (isPlain()) {
            return shown.apply(stored, null);
        }
        Outcome again = links.getLast() instanceof Generalization last
                ? last.again(stored)
                : new Outcome.Unfit("form-not-shown");
        if (!(again instanceof Outcome.Fit(Value value)) || links.equals(shown.links)) {
            return again;
        }
        return canShow(shown) ? shown.apply(value, null) : new Outcome.Unfit("form-not-shown");
    }

    public boolean isPlain() {
        return primitive.equals("identity");
    }

    public boolean isEphemeral() {
        return primitive.equals("discard");
    }

    /// True where a key ends the value at its deadline.
    public boolean isSealed() {
        return undo == Transform.Undo.BY_KEY;
    }
}
