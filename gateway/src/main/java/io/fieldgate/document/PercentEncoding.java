package io.fieldgate.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Percent-encoding. Decoded text is strict UTF-8 without U+0000. Source: RFC 3986 §2.
final class PercentEncoding {

    /// What a space may look like besides `%20`.
    enum Plus {
        IS_SPACE,
        IS_PLUS
    }

    private static final String UNRESERVED_MARKS = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /// @return the text, or empty where an escape is broken, a character may not stand in a target, or the
    /// bytes are no text
    static Optional<String> decode(String raw, Plus plus) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return Optional.empty();
            }
            if (c == '+' && plus == Plus.IS_SPACE) {
                out.write(' ');
            } else if (c == '%') {
                int octet = octet(raw, i);
                if (octet <= 0) {
                    return Optional.empty();
                }
                out.write(octet);
                i += 2;
            } else {
                out.write(c);
            }
        }
        byte[] bytes = out.toByteArray();
        return Utf8.firstInvalid(bytes, 0, bytes.length) < 0
                ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static int octet(String raw, int i) {
        if (i + 2 >= raw.length()) {
            return -1;
        }
        int high = JsonBytes.hex(raw.charAt(i + 1));
        int low = JsonBytes.hex(raw.charAt(i + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /// Everything but the unreserved characters becomes escapes of its UTF-8 bytes.
    /// @throws IllegalArgumentException for a lone surrogate
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : bytes(text)) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return out.toString();
    }

    /// The text's UTF-8 bytes; the JDK would write `?` for a lone surrogate and so change the value.
    static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("A text holds a lone surrogate and cannot be written.");
        }
        return bytes;
    }

    private static boolean isUnreserved(byte b) {
        return Ascii.isLetterOrDigit(b) || UNRESERVED_MARKS.indexOf(b) >= 0;
    }
}
