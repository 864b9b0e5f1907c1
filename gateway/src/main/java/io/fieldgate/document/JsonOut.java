package io.fieldgate.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing byte array that takes JSON. Escapes are the shortest ones, so ordinary and canonical JSON share them.
/// The caller opens and closes brackets; [#separate] knows whether a comma is due.
/// Errors: a lone surrogate is our own bug: [IllegalArgumentException] without the text.
/// Cost: one pass, no allocation but growth; a synchronized stream costs several times as much a byte. For one
/// thread.
/// Source: RFC 8785 §3.2.2.2.
public final class JsonOut {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    public JsonOut(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public void mark(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
    }

    /// A comma, unless a bracket has just been opened. Called before each member of an object and item of a list.
    public void separate() {
        byte last = bytes[size - 1];
        if (last != '{' && last != '[') {
            mark(',');
        }
    }

    /// A member's name, with the comma before it and the colon after it.
    public void name(String name) {
        separate();
        text(name);
        mark(':');
    }

    /// Bytes so far.
    public int size() {
        return size;
    }

    /// Takes back what was written after that many bytes.
    public void cut(int bytesKept) {
        size = bytesKept;
    }

    /// Text of ASCII characters that need no escape: numbers, `true`, `null`.
    public void bare(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    /// Base64 text and the like, with its quotes.
    void quoted(byte[] ascii) {
        room(ascii.length + 2);
        bytes[size++] = '"';
        System.arraycopy(ascii, 0, bytes, size, ascii.length);
        size += ascii.length;
        bytes[size++] = '"';
    }

    public void text(String text) {
        int length = text.length();
        room(length + 2);
        bytes[size++] = '"';
        int i = 0;
        while (i < length && isPlain(text.charAt(i))) {
            bytes[size++] = (byte) text.charAt(i++);
        }
        while (i < length) {
            i += character(text, i);
        }
        mark('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
    }

    /// Returns how many UTF-16 units it took.
    private int character(String text, int i) {
        room(6);
        char c = text.charAt(i);
        if (isPlain(c)) {
            bytes[size++] = (byte) c;
        } else if (c < 0x80) {
            escape(c);
        } else if (Character.isSurrogate(c)) {
            if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                throw new IllegalArgumentException("A text holds a lone surrogate and cannot be written.");
            }
            int point = Character.toCodePoint(c, text.charAt(i + 1));
            bytes[size++] = (byte) (0xF0 | (point >> 18));
            tail(point >> 12);
            tail(point >> 6);
            tail(point);
            return 2;
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | (c >> 6));
            tail(c);
        } else {
            bytes[size++] = (byte) (0xE0 | (c >> 12));
            tail(c >> 6);
            tail(c);
        }
        return 1;
    }

    private void tail(int c) {
        bytes[size++] = (byte) (0x80 | (c & 0x3F));
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = (byte) c;
            case '\b' -> bytes[size++] = 'b';
            case '\t' -> bytes[size++] = 't';
            case '\n' -> bytes[size++] = 'n';
            case '\f' -> bytes[size++] = 'f';
            case '\r' -> bytes[size++] = 'r';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 0xF];
            }
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
