package io.fieldgate.transform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The readings of one text that recognisers look at: folded (full-width, digits of any script, upper case),
/// with percent and JSON escapes resolved, and what lies in
/// runs of base64, also compressed. Bounded: two layers, 64 KB of one decompressed run.
final class Disguises {

    private static final int LAYERS = 2;
    private static final int SHORTEST_BASE64 = 12; // the base64 of a plate
    private static final int MAX_INFLATED = 65_536; // 64 KB

    private Disguises() {}

    static List<String> of(String text) {
        List<String> readings = new ArrayList<>(2);
        collect(text, LAYERS, readings);
        return readings;
    }

    private static void collect(String text, int layers, List<String> readings) {
        readings.add(folded(text));
        if (layers == 0) {
            return;
        }
        String resolved = resolved(text);
        if (!resolved.equals(text)) {
            collect(resolved, layers - 1, readings);
        }
        for (int i = 0; i < text.length(); ) {
            int end = base64End(text, i);
            for (int at = i;
                    at < i + 4 && end - at >= SHORTEST_BASE64;
                    at++) { // a prefix such as a path shifts the groups of four
                decode(text.substring(at, end), layers - 1, readings);
            }
            i = Math.max(end, i + 1);
        }
    }

    /// Digits of every script become ASCII: here, other than in checks, more hits are the safe side.
    private static String folded(String text) {
        String wide = Folding.isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(wide.length());
        for (int i = 0; i < wide.length(); ) {
            int c = wide.codePointAt(i);
            i += Character.charCount(c);
            int digit = Chars.isDigit(c) || c < 0x80 ? -1 : Character.digit(c, 10);
            if (digit >= 0) {
                out.append((char) ('0' + digit));
            } else if (c >= 'a' && c <= 'z') {
                out.append((char) (c - 'a' + 'A'));
            } else if (Folding.isDash(c)) {
                out.append('-');
            } else if (Character.getType(c) != Character.FORMAT) { // zero-width characters hide nothing
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static String resolved(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int digits = text.charAt(i) == '%' ? 2 : text.startsWith("\\u", i) ? 4 : 0;
            int from = i + (digits == 4 ? 2 : 1);
            if (digits > 0 && isHex(text, from, from + digits)) {
                out.append((char) Integer.parseInt(text, from, from + digits, 16));
                i = from + digits - 1;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean isHex(String text, int from, int to) {
        if (to > text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Chars.isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int base64End(String text, int start) {
        int end = start;
        while (end < text.length() && isBase64(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(char c) {
        return Chars.isLetter(c) || Chars.isDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    private static void decode(String run, int layers, List<String> readings) {
        String plain = run.replace('-', '+').replace('_', '/');
        byte[] bytes =
                Base64.getDecoder().decode(plain.substring(0, plain.length() - (plain.length() % 4 == 1 ? 1 : 0)));
        boolean zipped = bytes.length > 18 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
        String inner = new String(zipped ? inflated(bytes) : bytes, StandardCharsets.UTF_8);
        if (inner.length() >= SHORTEST_BASE64 / 2) {
            collect(inner, layers, readings);
        }
    }

    private static byte[] inflated(byte[] zipped) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readNBytes(MAX_INFLATED);
        } catch (IOException notZipped) {
            return zipped; // two bytes looked like a header by chance: judged as they are
        }
    }
}
