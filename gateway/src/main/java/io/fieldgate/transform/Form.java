package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named composition of at most three transforms from the vocabulary.
/// @param primitive `use:` name of the last link: `identity`, `discard`, `aead`, `siv`, `hmac`, `ends`, `cn-surname`, `ladder`, `cut`, `round-time`
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
