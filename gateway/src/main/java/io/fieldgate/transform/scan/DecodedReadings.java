package io.fieldgate.transform.scan;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.LicensePlate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The readings of one text that recognisers look at: folded (full-width, digits of any script, upper case),
/// with percent and JSON escapes resolved, and what lies in
/// runs of base64, also compressed. Bounded: two layers, 64 KB of one decompressed run.
/// A reading in which no identifier has room is left out: fewer digits than the shortest needs, no province of a plate.
final class DecodedReadings {

    private static final String HAN_DIGITS = "零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖零幺貳參肆伍陸柒捌玖";
    private static final int LAYERS = 2;
    private static final int SHORTEST_BASE64 = 12; // the base64 of a plate
    private static final int MAX_INFLATED = 65_536; // 64 KB
    private static final int FEWEST_DIGITS = 6; // the region in a USCI; passports have seven, the others more

    private DecodedReadings() {}

    static List<String> of(String text) {
        List<String> readings = new ArrayList<>(2);
        collect(text, LAYERS, readings);
        return readings;
    }

    private static void collect(String text, int layers, List<String> readings) {
        if (hasRoom(text)) {
            readings.add(folded(text));
        }
        if (layers == 0) {
            return;
        }
        String resolved = resolved(text);
        if (!resolved.equals(text)) {
            collect(resolved, layers - 1, readings);
        }
        for (int i = 0; i + SHORTEST_BASE64 <= text.length(); ) {
            int end = base64End(text, i);
            for (int at = i;
                    at < i + 4 && end - at >= SHORTEST_BASE64;
                    at++) { // a prefix such as a path shifts the groups of four
                decode(text.substring(at, end), layers - 1, readings);
            }
            i = Math.max(end, i + 1);
        }
    }

    /// Never false where a recogniser could hit: only ASCII and unified ideographs stand for nothing but themselves.
    private static boolean hasRoom(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < FEWEST_DIGITS; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                digits += Ascii.isDigit(c) ? 1 : 0;
            } else if (c != 0xFFFD
                    && (c < 0x4E00
                            || c > 0x9FFF
                            || HAN_DIGITS.indexOf(c) >= 0
                            || LicensePlate.PROVINCES.indexOf(c) >= 0)) {
                return true;
            }
        }
        return digits >= FEWEST_DIGITS;
    }

    /// Digits of every script become ASCII: here, other than in checks, more hits are the safe side.
    private static String folded(String text) {
        String wide = TextNormalization.isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(wide.length());
        for (int i = 0; i < wide.length(); ) {
            int c = wide.codePointAt(i);
            i += Character.charCount(c);
            int digit = c < 0x80 ? -1 : digit(c);
            if (digit >= 0) {
                out.append((char) ('0' + digit));
            } else if (c >= 'a' && c <= 'z') {
                out.append((char) (c - 'a' + 'A'));
            } else if (TextNormalization.isDash(c)) {
                out.append('-');
            } else if (Character.getType(c) != Character.FORMAT) { // zero-width characters hide nothing
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /// The digit a character stands for in its script, -1 where it is none.
    @SuppressWarnings("CharacterGetNumericValue") // asked of numerals only, never of letters
    private static int digit(int c) {
        int han = HAN_DIGITS.indexOf(c);
        if (han >= 0) {
            return han % 10;
        }
        boolean numeral = switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
        int value = numeral ? Character.getNumericValue(c) : -1;
        return value >= 0 && value <= 9 ? value : -1;
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
            if (!Ascii.isHex(text.charAt(i))) {
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
        return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    private static void decode(String run, int layers, List<String> readings) {
        byte[] bytes = decoded(run);
        boolean zipped = bytes.length > 18 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
        if (!zipped && isNoise(bytes)) {
            return;
        }
        String inner = new String(zipped ? inflated(bytes) : bytes, StandardCharsets.UTF_8);
        if (inner.length() >= SHORTEST_BASE64 / 2) {
            collect(inner, layers, readings);
        }
    }

    /// What ordinary words come to when read as base64: bytes in which no recogniser and no further layer has room.
    /// Never true where [#collect] could add a reading.
    static boolean isNoise(byte[] bytes) {
        int digits = 0;
        int run = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b < 0) {
                run = 0;
                if (isCharacter(bytes, i)) {
                    return false; // a digit of another script or a province perhaps
                }
                continue;
            }
            digits += Ascii.isDigit(b) ? 1 : 0;
            run = isBase64((char) b) ? run + 1 : 0;
            if (digits == FEWEST_DIGITS || run == SHORTEST_BASE64 || b == '%' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /// Whether as many continuation bytes follow as the lead byte asks for. Source: RFC 3629 §3.
    private static boolean isCharacter(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int more = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 0;
        if (more == 0 || at + more >= bytes.length) {
            return false;
        }
        for (int i = at + 1; i <= at + more; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /// Both alphabets of RFC 4648 at once, a last character that stands alone left out.
    private static byte[] decoded(String run) {
        byte[] bytes = new byte[run.length() * 3 / 4];
        int bits = 0;
        int at = 0;
        for (int i = 0; i < run.length(); i++) {
            bits = (bits << 6) | sextet(run.charAt(i));
            if (i % 4 != 0) {
                bytes[at++] = (byte) (bits >>> (6 - 2 * (i % 4)));
            }
        }
        return bytes;
    }

    private static int sextet(char c) {
        if (c >= 'a') {
            return c - 'a' + 26;
        }
        if (c == '_') {
            return 63;
        }
        if (c >= 'A') {
            return c - 'A';
        }
        if (c >= '0') {
            return c - '0' + 52;
        }
        return c == '/' ? 63 : 62; // `/`, or one of `+` and `-`
    }

    private static byte[] inflated(byte[] zipped) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readNBytes(MAX_INFLATED);
        } catch (IOException notZipped) {
            return zipped; // two bytes looked like a header by chance: judged as they are
        }
    }
}
