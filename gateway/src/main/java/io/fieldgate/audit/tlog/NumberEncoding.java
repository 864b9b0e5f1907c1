package io.fieldgate.audit.tlog;

import java.util.Base64;

/// The two spellings of binary and number text the formats allow; each has one form only.
final class NumberEncoding {
    private NumberEncoding() {}

    /// ASCII decimal without sign or leading zero, at most `max`.
    static long decimal(String text, long max) throws NotTlog {
        boolean digits = !text.isEmpty() && text.length() <= 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new NotTlog("A number is decimal digits without leading zero.");
        }
        try {
            long number = Long.parseLong(text);
            if (number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // larger than any number of these formats: refused below
        }
        throw new NotTlog("A number is larger than its place allows.");
    }

    /// Standard base64 with padding, in its one canonical form.
    static byte[] base64(String text) throws NotTlog {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // not base64: refused below
        }
        throw new NotTlog("Base64 is not in its canonical form.");
    }

    static byte[] hash(String text) throws NotTlog {
        byte[] hash = base64(text);
        if (hash.length != TreeHasher.SIZE) {
            throw new NotTlog("A hash has 32 bytes.");
        }
        return hash;
    }
}
