package io.fieldgate.policy.source;

import java.text.Normalizer;

/// FG-SYN-05 and the raw side of FG-SYN-01: characters an officer cannot see or cannot tell apart.
public final class TextRules {
    private TextRules() {}

    /// Judges the raw text, comments included. False where reading must stop.
    static boolean judgeFile(SourceText text, Diagnostics out) {
        boolean readable = true;
        for (int line = 1; line <= text.lines().size(); line++) {
            String content = text.line(line);
            int column = 1;
            for (int i = 0; i < content.length(); column++) {
                int codePoint = content.codePointAt(i);
                if (codePoint == '\t') {
                    out.error("FG-SYN-01.tab", text.at(line, column));
                    readable = false;
                } else if (codePoint == 0) {
                    out.error("FG-SYN-01.nul", text.at(line, column));
                    readable = false;
                } else if (isHidden(codePoint)) {
                    out.error("FG-SYN-05.hidden", text.at(line, column), name(codePoint));
                    readable = false;
                }
                i += Character.charCount(codePoint);
            }
        }
        return readable;
    }

    /// Judges a scalar's text: escapes can make what the raw text does not show.
    static void judgeText(Node.Scalar scalar, Diagnostics out) {
        scalar.text()
                .codePoints()
                .filter(codePoint -> (isHidden(codePoint) && codePoint != '\n') || isSurrogate(codePoint))
                .findFirst()
                .ifPresent(codePoint -> out.error("FG-SYN-05.hidden", scalar.span(), name(codePoint)));
    }

    /// Judges a key, id or place: one spelling only, no letters that look like Latin ones.
    public static void judgeName(Node.Scalar scalar, Diagnostics out) {
        String text = scalar.text();
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            out.error("FG-SYN-05.nfc", scalar.span());
            return;
        }
        text.codePoints()
                .filter(TextRules::looksLikeLatin)
                .findFirst()
                .ifPresent(codePoint -> out.error("FG-SYN-05.look-alike", scalar.span(), name(codePoint)));
    }

    static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR ->
                codePoint != ' ' && codePoint != 0x3000; // the ideographic space is wide and seen
            case Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default -> isFiller(codePoint) || isVariation(codePoint);
        };
    }

    private static boolean isFiller(int codePoint) {
        return codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || codePoint == 0x034F;
    }

    private static boolean isVariation(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= 0xD800 && codePoint <= 0xDFFF;
    }

    /// Greek, Cyrillic, Armenian, Cherokee and the full-width and mathematical twins of ASCII.
    private static boolean looksLikeLatin(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case GREEK, CYRILLIC, ARMENIAN, CHEROKEE, COPTIC, LISU, DESERET -> true;
            default ->
                (codePoint >= 0xFF01 && codePoint <= 0xFF5E)
                        || (codePoint >= 0x1D400 && codePoint <= 0x1D7FF)
                        || (codePoint >= 0x2100 && codePoint <= 0x214F)
                        || (codePoint >= 0x2160 && codePoint <= 0x2188);
        };
    }

    private static String name(int codePoint) {
        StringBuilder hex = new StringBuilder(Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT));
        while (hex.length() < 4) {
            hex.insert(0, '0');
        }
        return "U+" + hex;
    }
}
