package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;

/// Check characters of public number schemes. All take text that the caller has tested for its alphabet.
public final class CheckDigits {

    private static final String MOD_31 = "0123456789ABCDEFGHJKLMNPQRTUWXY"; // no I O S V Z
    private static final String VIN =
            "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ"; // position mod 10 is the letter's value
    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    private CheckDigits() {}

    /// ISO 7064 MOD 11-2 over 17 digits and one of `0-9X`. Source: GB 11643-1999, weights 7 9 10 5 8 4 2 1 6 3
    /// 7 9 10 5 8 4 2.
    public static boolean isMod11Of18(String text) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum = (sum + text.charAt(i) - '0') * 2 % 11;
        }
        int last = text.charAt(17) == 'X' ? 10 : text.charAt(17) - '0';
        return (sum + last) % 11 == 1;
    }

    /// Source: ISO/IEC 7812-1, annex B.
    public static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? digit : digit * 2;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /// Unified social credit code: 17 characters weighted 3^i mod 31. Source: GB 32100-2015.
    public static boolean isMod31(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int value = MOD_31.indexOf(code.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return MOD_31.indexOf(code.charAt(17)) == (31 - sum % 31) % 31;
    }

    /// Vehicle number, 17 of digits and letters without I O Q, position 9 is the check. Source: GB 16735-2019.
    static boolean isVin(String vin) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int value = vinValue(vin.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * VIN_WEIGHTS[i];
        }
        int check = sum % 11;
        return vin.charAt(8) == (check == 10 ? 'X' : (char) ('0' + check));
    }

    private static int vinValue(char c) {
        int at = c == '.' ? -1 : VIN.indexOf(c);
        return at < 0 ? -1 : at % 10;
    }

    /// Machine-readable travel documents: weights 7 3 1, modulo 10; letters count 10 to 35, `<` counts 0.
    /// Source: ICAO Doc 9303-3.
    static int mrz(String field) {
        int sum = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            int value = c == '<' ? 0 : Ascii.isDigit(c) ? c - '0' : c - 'A' + 10;
            sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return sum % 10;
    }

    /// Hong Kong identity card: one or two letters and six digits, weights 9 to 2, one letter alone is preceded
    /// by a space worth 36.
    static char hkid(String body) {
        String padded = body.length() == 7 ? " " + body : body;
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            char c = padded.charAt(i);
            int value = c == ' ' ? 36 : Ascii.isDigit(c) ? c - '0' : c - 'A' + 10;
            sum += value * (9 - i);
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'A' : (char) ('0' + check);
    }
}
