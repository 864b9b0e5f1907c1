package io.fieldgate.audit.leaf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes canonical JSON (RFC 8785) straight into bytes: members must be given in order, and are checked to be.
/// Why not a tree: leaves are written on the request path. Thread rule: one leaf, one thread.
final class LeafWriter {
    private static final long MAX_NUMBER = (1L << 53) - 1; // what every JSON reader holds exactly
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final boolean[] PLAIN = plain(); // ASCII that stands for itself

    private byte[] bytes = new byte[1024];
    private int length;
    private String lastName = "";
    private int timeAt = -1;

    LeafWriter begin() {
        put('{');
        lastName = "";
        return this;
    }

    byte[] end() {
        put('}');
        return Arrays.copyOf(bytes, length);
    }

    /// Where the 16 digits of member `t` stand.
    int timeAt() {
        return timeAt;
    }

    LeafWriter time(long micros) {
        name("t");
        timeAt = length;
        return digits(micros);
    }

    /// A text member, left out where the text is empty.
    LeafWriter text(String name, String text) {
        if (!text.isEmpty()) {
            name(name);
            string(text);
        }
        return this;
    }

    LeafWriter number(String name, long number) {
        name(name);
        return digits(number);
    }

    LeafWriter truth(String name) {
        name(name);
        ascii("true");
        return this;
    }

    /// Opens an object member; its own members start a new order. Close it with [#leave].
    LeafWriter enter(String name) {
        name(name);
        put('{');
        lastName = "";
        return this;
    }

    LeafWriter leave(String name) {
        put('}');
        lastName = name;
        return this;
    }

    LeafWriter list(String name) {
        name(name);
        put('[');
        return this;
    }

    LeafWriter endList(String name) {
        if (bytes[length - 1] == ',') {
            length--;
        }
        put(']');
        lastName = name;
        return this;
    }

    LeafWriter item(String text) {
        string(text);
        put(',');
        return this;
    }

    LeafWriter item(long number) {
        digits(number);
        put(',');
        return this;
    }

    LeafWriter openItem(char bracket) {
        put(bracket);
        lastName = "";
        return this;
    }

    LeafWriter closeItem(char bracket) {
        if (bytes[length - 1] == ',') {
            length--;
        }
        put(bracket);
        put(',');
        return this;
    }

    /// Any member built of maps, lists, texts and whole numbers; for leaves that are rare.
    LeafWriter plain(String name, Object value) {
        name(name);
        plain(value);
        return this;
    }

    private void plain(Object value) {
        switch (value) {
            case String text -> string(text);
            case Integer number -> digits(number);
            case Long number -> digits(number);
            case List<?> list -> {
                put('[');
                for (int i = 0; i < list.size(); i++) {
                    separate(i);
                    plain(list.get(i));
                }
                put(']');
            }
            case Map<?, ?> map -> {
                put('{');
                int i = 0;
                for (String key :
                        map.keySet().stream().map(String.class::cast).sorted().toList()) {
                    separate(i++);
                    string(key);
                    put(':');
                    plain(Objects.requireNonNull(map.get(key)));
                }
                put('}');
            }
            default -> throw new IllegalStateException("A leaf holds texts, whole numbers, lists and maps only.");
        }
    }

    private void separate(int position) {
        if (position > 0) {
            put(',');
        }
    }

    private void name(String name) {
        if (lastName.compareTo(name) >= 0) {
            throw new IllegalStateException("Leaf member `" + name + "` is written after `" + lastName + "`.");
        }
        if (bytes[length - 1] != '{') {
            put(',');
        }
        put('"');
        ascii(name);
        put('"');
        put(':');
        lastName = name;
    }

    private LeafWriter digits(long number) {
        if (number > MAX_NUMBER || number < -MAX_NUMBER) {
            throw new IllegalArgumentException("A number of a leaf is beyond 2^53 - 1.");
        }
        ascii(Long.toString(number));
        return this;
    }

    private void string(String text) {
        put('"');
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && PLAIN[c] && length < bytes.length) {
                bytes[length++] = (byte) c;
            } else if (c >= 0x80) {
                i = encode(text, i);
            } else if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < 0x20) {
                control(c);
            } else {
                put(c);
            }
        }
        put('"');
    }

    private int encode(String text, int at) {
        int codePoint = text.codePointAt(at);
        if (codePoint >= 0xd800 && codePoint < 0xe000) {
            throw new IllegalArgumentException("A text of a leaf holds half a surrogate pair.");
        }
        for (byte each : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            put(each);
        }
        return at + Character.charCount(codePoint) - 1;
    }

    private void control(char c) {
        int letter = "\b\t\n\f\r".indexOf(c);
        if (letter >= 0) {
            put('\\');
            put("btnfr".charAt(letter));
        } else {
            ascii("\\u00");
            put(HEX[c >> 4]);
            put(HEX[c & 15]);
        }
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void put(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
        }
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x80];
        for (int c = 0x20; c < plain.length; c++) {
            plain[c] = c != '"' && c != '\\';
        }
        return plain;
    }
}
