package io.fieldgate.document;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Canonical JSON without floats. Source: RFC 8785 §3.2; numbers narrowed to integers of at most 2^53 - 1.
final class CanonicalJson {

    private static final String LARGEST = "9007199254740991"; // 2^53 - 1
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    private CanonicalJson() {}

    static byte[] write(Value value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.out.toByteArray();
    }

    private void value(Value value) {
        switch (value) {
            case Value.Text(String text) -> text(text);
            case Value.Number(String literal) -> number(literal);
            case Value.Bool(boolean truth) -> ascii(truth ? "true" : "false");
            case Value.Null() -> ascii("null");
            case Value.Sequence(List<Value> items) -> sequence(items);
            case Value.Mapping(Map<String, Value> members) -> mapping(members);
            case Value.Blob _ -> throw new IllegalArgumentException("Canonical JSON holds no bytes.");
        }
    }

    private void sequence(List<Value> items) {
        out.write('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            value(items.get(i));
        }
        out.write(']');
    }

    private void mapping(Map<String, Value> members) {
        String[] names = members.keySet().toArray(new String[0]);
        Arrays.sort(names); // String order is the order of UTF-16 units the RFC asks for
        out.write('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            text(names[i]);
            out.write(':');
            Value value = members.get(names[i]);
            if (value == null) {
                throw new IllegalArgumentException("A member has no value.");
            }
            value(value);
        }
        out.write('}');
    }

    private void number(String literal) {
        boolean negative = literal.startsWith("-");
        String digits = negative ? literal.substring(1) : literal;
        boolean whole = !digits.isEmpty() && digits.length() <= LARGEST.length() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean shortest = whole && (digits.charAt(0) != '0' || (digits.length() == 1 && !negative));
        if (!shortest || (digits.length() == LARGEST.length() && digits.compareTo(LARGEST) > 0)) {
            throw new IllegalArgumentException("Canonical JSON holds integers of at most 2^53 - 1 only.");
        }
        ascii(literal);
    }

    private void text(String text) {
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                escape(c);
            } else if (c < 0x80) {
                out.write(c);
            } else if (Character.isSurrogate(c)) {
                pair(text, i++);
            } else {
                multibyte(c);
            }
        }
        out.write('"');
    }

    private void pair(String text, int i) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            throw new IllegalArgumentException("Canonical JSON holds no lone surrogate.");
        }
        multibyte(text.codePointAt(i));
    }

    private void multibyte(int c) {
        if (c < 0x800) {
            out.write(0xC0 | (c >> 6));
        } else if (c < 0x10000) {
            out.write(0xE0 | (c >> 12));
            tail(c >> 6);
        } else {
            out.write(0xF0 | (c >> 18));
            tail(c >> 12);
            tail(c >> 6);
        }
        tail(c);
    }

    private void tail(int c) {
        out.write(0x80 | (c & 0x3F));
    }

    private void escape(char c) {
        out.write('\\');
        switch (c) {
            case '"', '\\' -> out.write(c);
            case '\b' -> out.write('b');
            case '\t' -> out.write('t');
            case '\n' -> out.write('n');
            case '\f' -> out.write('f');
            case '\r' -> out.write('r');
            default -> {
                ascii("u00");
                out.write(HEX[c >> 4]);
                out.write(HEX[c & 0xF]);
            }
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
    }
}
