package io.fieldgate.crypto;

/// What goes into a seal: a type byte and its bytes. Type 1 text (UTF-8), 2 number literal, 3 boolean (one
/// byte), 4 bytes, 5 JSON subtree.
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one exchange
public record Plaintext(byte type, byte[] bytes) {

    public static final byte TEXT = 1;
    public static final byte NUMBER = 2;
    public static final byte BOOL = 3;
    public static final byte BYTES = 4;
    public static final byte TREE = 5;

    @Override
    public String toString() {
        return "Plain[redacted]";
    }
}
