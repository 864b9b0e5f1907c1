package io.fieldgate.transform.form;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows where a phone is and its last digits: the area code of `0755-26000000`, the country code of
/// `+442071234567`, a `*` for each digit between. A number not longer than what would be shown becomes stars behind
/// its code.
/// Source: ITU-T E.164, assigned country codes: 1 and 7, those of two digits below, all others have three.
record PhoneEnds(int last) implements Generalization {

    private static final String SHAPE = "phone-shape";
    private static final int MOST = 4;
    private static final Set<String> TWO_DIGITS = Set.of(
            "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
            "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
            "86", "90", "91", "92", "93", "94", "95", "98");

    static final Kind KIND = new ParametricTransform(
            "phone-ends",
            "use: phone-ends, last: 2",
            Effect.MASK,
            "0755-26000012",
            List.of("last"),
            List.of(SHAPE, TextNormalization.KIND),
            options -> new PhoneEnds(Arguments.whole("last", Arguments.one("phone-ends", options, "last"), 0, MOST)));

    @Override
    public Outcome again(Value result) {
        return apply(result, null);
    }

    @Override
    public boolean isFinerThan(Transform other) {
        return other instanceof PhoneEnds ends && ends.last <= last;
    }

    @Override
    public Outcome apply(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text(String text))) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        int code = codeChars(text);
        if (code <= 0 || code >= text.length()) {
            return TextCheck.unfit(SHAPE);
        }
        boolean tooShort = text.length() - code <= last;
        StringBuilder out = new StringBuilder(text.substring(0, code));
        for (int i = code; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean shown = c == '-' || (!tooShort && i >= text.length() - last);
            out.append(shown ? c : '*');
        }
        return TextCheck.fit(out.toString());
    }

    /// How many characters at the front say where it is; 0 where nothing does.
    private static int codeChars(String text) {
        if (!text.startsWith("+")) {
            int dash = text.indexOf('-');
            return (dash == 3 || dash == 4) && Ascii.areDigits(text, 0, dash) ? dash : 0;
        }
        if (text.length() < 4 || !Ascii.isDigit(text.charAt(1))) {
            return 0;
        }
        if (text.charAt(1) == '1' || text.charAt(1) == '7') {
            return 2;
        }
        int digits = TWO_DIGITS.contains(text.substring(1, 3)) ? 2 : 3;
        return Ascii.areDigits(text, 1, 1 + digits) ? 1 + digits : 0;
    }
}
