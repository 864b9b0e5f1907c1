package io.fieldgate.transform.form;

import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;

/// The two forms without any work: the value as it is, and the value that may not leave.
final class IdentityForms {

    static final Primitive IDENTITY =
            new Primitive("identity", Effect.PLAIN, "any", List.of(), (value, _) -> new Outcome.Fit(value));

    /// Whoever applies it anyway gets no value.
    static final Primitive DISCARD = new Primitive(
            "discard", Effect.DISCARD, "any", List.of("form-discards"), (_, _) -> TextCheck.unfit("form-discards"));

    private IdentityForms() {}
}
