package io.fieldgate.transform;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// The one spelling of a text that checks judge: NFKC first (full-width to half-width), then what the kind of
/// text allows to strip.
/// Source: Unicode Standard Annex #15.
public enum TextNormalization {
    /// Short codes: spaces and dashes dropped, ASCII letters in upper case.
    CODE,
    /// Short codes whose dashes mean something: only spaces dropped, ASCII letters in upper case.
    DASHED,
    /// Licence plates: like codes, and the dot after the authority dropped.
    PLATE,
    /// One line of words: trimmed, runs of spaces made one.
    WORDS,
    /// Free text: trimmed; line breaks, tabs and joined emoji stay.
    FREE;

    public static final String INVISIBLE = "invisible-character";
    public static final String KIND = "wrong-kind";

    /// The characters of a text or the literal of a number; null for every other kind.
    public static @Nullable String literal(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Number number -> number.literal();
            case Value.Bool _, Value.Null _, Value.Sequence _, Value.Mapping _, Value.Blob _ -> null;
        };
    }

    /// @return the folded text, or null when it holds characters nobody can see
    @Nullable
    public String fold(String text) {
        String wide = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(wide.length());
        for (int i = 0; i < wide.length(); ) {
            int c = wide.codePointAt(i);
            i += Character.charCount(c);
            if (isNumber() && Character.getType(c) == Character.FORMAT) {
                continue; // marks of direction and width come along where a number is pasted
            }
            if (isInvisible(c)) {
                return null;
            }
            append(out, c);
        }
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = 0;
        while (start < end && out.charAt(start) <= ' ') {
            start++;
        }
        return out.substring(start, end);
    }

    private boolean isNumber() {
        return switch (this) {
            case CODE, DASHED, PLATE -> true;
            case WORDS, FREE -> false;
        };
    }

    private void append(StringBuilder out, int c) {
        switch (this) {
            case CODE -> {
                if (c != ' ' && !isDash(c)) {
                    out.appendCodePoint(upper(c));
                }
            }
            case PLATE -> {
                if (c != ' ' && c != '·' && c != '.' && !isDash(c)) {
                    out.appendCodePoint(upper(c));
                }
            }
            case DASHED -> {
                if (c != ' ') {
                    out.appendCodePoint(isDash(c) ? '-' : upper(c));
                }
            }
            case WORDS -> {
                if (c != ' ' || (out.length() > 0 && out.charAt(out.length() - 1) != ' ')) {
                    out.appendCodePoint(c);
                }
            }
            case FREE -> out.appendCodePoint(c);
        }
    }

    /// Controls, format characters (bidi, zero width), private use, lone surrogates, unassigned code points.
    private boolean isInvisible(int c) {
        if (c >= ' ' && c < 0x7F) {
            return false;
        }
        if (this == FREE && (c == '\n' || c == '\r' || c == '\t' || c == 0x200D /* joins emoji */)) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    public static boolean isDash(int c) {
        return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
    }

    private static int upper(int c) {
        return Ascii.isLower(c) ? c - 'a' + 'A' : c;
    }

    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
