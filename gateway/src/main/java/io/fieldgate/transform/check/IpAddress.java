package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.TextNormalization;
import java.util.List;

/// `ip`: an IPv4 address of four decimal parts without leading zeros, or an IPv6 address, upper case. Source:
/// RFC 4291, section 2.2.
public final class IpAddress {

    static final TextCheck CHECK = TextCheck.of("ip", TextNormalization.CODE, text -> isFour(text) || isSix(text));

    public static final int GROUPS = 8;

    private IpAddress() {}

    public static boolean isFour(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        for (String part : parts) {
            boolean fits = part.length() <= 3
                    && Ascii.areDigits(part)
                    && (part.length() == 1 || part.charAt(0) != '0')
                    && Integer.parseInt(part) <= 255;
            if (!fits) {
                return false;
            }
        }
        return parts.size() == 4;
    }

    public static boolean isSix(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap));
        String rest = text.substring(gap + 2);
        int after = rest.isEmpty() ? 0 : groups(rest);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /// How many groups of hexadecimal digits stand there, an IPv4 address at the end counting as two; -1 where
    /// anything else does.
    private static int groups(String text) {
        List<String> parts = List.of(text.split(":", -1));
        int count = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (i == parts.size() - 1 && isFour(part)) {
                count += 2;
            } else if (!part.isEmpty() && part.length() <= 4 && part.chars().allMatch(Ascii::isHex)) {
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }
}
