package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows the first and last characters and a `*` for each one between. A text not longer than what would be
/// shown becomes stars altogether.
/// Units: code points.
record MaskMiddle(int first, int last) implements Generalization {

    private static final int MOST = 20;

    static final Kind KIND = new ParametricTransform(
            "ends",
            "use: ends, first: 2, last: 2",
            Effect.MASK,
            "13800138000",
            List.of("first", "last"),
            List.of(TextNormalization.KIND),
            options -> new MaskMiddle(shown("first", options), shown("last", options)));

    private static int shown(String option, Map<String, List<String>> options) throws BadOption {
        return Arguments.whole(option, Arguments.one("ends", options, option), 0, MOST);
    }

    @Override
    public Outcome again(Value result) {
        return apply(result, null);
    }

    @Override
    public boolean isFinerThan(Transform other) {
        return other instanceof MaskMiddle maskMiddle && maskMiddle.first <= first && maskMiddle.last <= last;
    }

    @Override
    public Outcome apply(Value value, @Nullable FormContext context) {
        String text = TextNormalization.literal(value);
        if (text == null) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        int points = text.codePointCount(0, text.length());
        boolean tooShort = points <= first + last;
        StringBuilder out = new StringBuilder(text.length());
        for (int at = 0, i = 0; i < points; i++) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            boolean shown = !tooShort && (i < first || i >= points - last);
            out.appendCodePoint(shown ? point : '*');
        }
        return TextCheck.fit(out.toString());
    }
}
