package io.fieldgate.document;

/// What must hold of a body's bytes before a parser sees them: UTF-8 without mark, no NUL, no lone surrogate.
/// It covers skipped text as well: in JSON a backslash stands only inside a string, so one pass sees every escape.
/// Cost: linear, no allocation.
final class JsonBytes {

    private static final long ONES = 0x0101010101010101L;
    private static final long SLASHES = 0x5C5C5C5C5C5C5C5CL;

    private JsonBytes() {}

    static void check(byte[] bytes) throws NotJson {
        if (bytes.length == 0) {
            throw new NotJson(JsonRules.EMPTY, 0);
        }
        checkMark(bytes);
        int i = 0;
        while (i < bytes.length) {
            if (i + 8 <= bytes.length && plain((long) Utf8.LONGS.get(bytes, i))) {
                i += 8;
            } else {
                i += step(bytes, i);
            }
        }
    }

    private static void checkMark(byte[] bytes) throws NotJson {
        int first = at(bytes, 0);
        int second = at(bytes, 1);
        if (first == 0xEF && second == 0xBB && at(bytes, 2) == 0xBF) {
            throw new NotJson(JsonRules.BYTE_ORDER_MARK, 0);
        }
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE) || first == 0 || second == 0) {
            throw new NotJson(JsonRules.UTF_16, 0);
        }
    }

    private static int at(byte[] bytes, int i) {
        return i < bytes.length ? bytes[i] & 0xFF : -1;
    }

    /// True only where no byte is above 127, zero or a backslash; false may be a false alarm and costs eight
    /// slow steps.
    private static boolean plain(long eight) {
        return ((eight | (eight - ONES) | ((eight ^ SLASHES) - ONES)) & Utf8.HIGH_BITS) == 0;
    }

    private static int step(byte[] bytes, int i) throws NotJson {
        byte b = bytes[i];
        if (b == 0) {
            throw new NotJson(JsonRules.NUL_CHARACTER, i);
        }
        if (b == '\\') {
            return escape(bytes, i);
        }
        int length = Utf8.sequence(bytes, i, bytes.length);
        if (length == 0) {
            throw new NotJson(JsonRules.INVALID_UTF_8, i);
        }
        return length;
    }

    private static int escape(byte[] bytes, int i) throws NotJson {
        int next = at(bytes, i + 1);
        if (next != 'u') {
            return next == '\\' ? 2 : 1; // whether the escape exists is the parser's question
        }
        int unit = unit(bytes, i);
        if (unit == 0) {
            throw new NotJson(JsonRules.NUL_CHARACTER, i);
        }
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            int low = unit(bytes, i + 6);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                return 12;
            }
            throw new NotJson(JsonRules.LONE_SURROGATE, i);
        }
        if (unit >= 0xDC00 && unit <= 0xDFFF) {
            throw new NotJson(JsonRules.LONE_SURROGATE, i);
        }
        return 2;
    }

    /// The UTF-16 unit of the escape at `i`, or -1 where none stands.
    private static int unit(byte[] bytes, int i) {
        if (at(bytes, i) != '\\' || at(bytes, i + 1) != 'u') {
            return -1;
        }
        int unit = 0;
        for (int k = 2; k < 6; k++) {
            int digit = hex(at(bytes, i + k));
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    static int hex(int c) {
        if (Ascii.isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
