package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.Han;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/// `name MIN MAX`: a person's name in Han or Latin letters. `·` stands between the parts of a transcribed name,
/// a space, hyphen, apostrophe or full stop inside a Latin one.
/// Lengths are code points. The dots `•‧∙⋅⸱・ꞏ` are written `·`.
final class NameCheck implements Check {

    private static final String DOTS = "\u2022\u2027\u2219\u22C5\u2E31\u30FB\uA78F";
    private static final String LENGTH = "name-length";
    private static final String CHARACTERS = "name-characters";

    static final Kind KIND = new ParametricCheck(
            "name",
            "name 2 30",
            List.of(LENGTH, CHARACTERS, TextNormalization.KIND, TextNormalization.INVISIBLE, "too-long"),
            (kind, words) -> new NameCheck(Arguments.bounds(kind.name(), words, 1, 100, kind.example())));

    private final Arguments.Bounds bounds;

    private NameCheck(Arguments.Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public OptionalInt maxCodePoints() {
        return OptionalInt.of(bounds.most());
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        if (text.text().length() > TextCheck.MAX_CHARS) {
            return TextCheck.unfit("too-long");
        }
        String folded = TextNormalization.WORDS.fold(text.text());
        if (folded == null) {
            return TextCheck.unfit(TextNormalization.INVISIBLE);
        }
        String name = joined(folded);
        if (!bounds.hold(name.codePointCount(0, name.length()))) {
            return TextCheck.unfit(LENGTH);
        }
        return isName(name) ? TextCheck.fit(name) : TextCheck.unfit(CHARACTERS);
    }

    /// The dots that keyboards of other scripts write, and the curled apostrophe, in their one spelling.
    private static String joined(String text) {
        StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            name.append(DOTS.indexOf(c) >= 0 ? '·' : c == '\u2019' ? '\'' : c);
        }
        return name.toString();
    }

    private static boolean isName(String name) {
        boolean letterBefore = false;
        int last = 0;
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            boolean letter = Han.isHan(c) || isLatin(c);
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK && letterBefore;
            boolean joint = (c == '·' || c == ' ' || c == '-' || c == '\'' || c == '.')
                    && last != 0
                    && (letterBefore || last == '.');
            if (!letter && !mark && !joint) {
                return false;
            }
            letterBefore = letter || mark;
            last = c;
        }
        return letterBefore || last == '.';
    }

    private static boolean isLatin(int c) {
        return Ascii.isLetter(c)
                || (c > 0x7F
                        && Character.isLetter(c)
                        && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
    }
}
