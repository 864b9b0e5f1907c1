package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `email-domain`: the first character of an e-mail address, a `*` for each one up to the `@`, and the domain. A
/// local part of one character becomes a star.
final class EmailDomain {

    private static final String SHAPE = "email";

    static final Primitive KIND = new Primitive(
            "email-domain",
            Effect.MASK,
            "li.si@example.org",
            List.of(SHAPE, TextNormalization.KIND),
            EmailDomain::mask);

    private EmailDomain() {}

    private static Outcome mask(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text(String text))) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            return TextCheck.unfit(SHAPE);
        }
        int first = text.offsetByCodePoints(0, 1);
        int hidden = text.codePointCount(0, at);
        return TextCheck.fit(
                (hidden > 1 ? text.substring(0, first) + "*".repeat(hidden - 1) : "*") + text.substring(at));
    }
}
