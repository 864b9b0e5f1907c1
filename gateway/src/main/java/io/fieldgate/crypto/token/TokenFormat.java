package io.fieldgate.crypto.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.suite.CryptoSuite;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes and text of sealed tokens, format version 1. Big-endian.
/// Shape: version 1 ‖ suite 1 ‖ flags 1 ‖ tenant slot 1 ‖ minute of death 4 ‖ scope slot 2 ‖ end-class slot 2,
/// then for AEAD `[subject reference 16] ‖ salt 12 ‖ nonce 12 ‖ ciphertext of (type byte ‖ value [‖ padding]) ‖
/// tag 16`, for a deterministic token `synthetic IV 16 ‖ ciphertext`. Text: `fg1.` + base64url without padding,
/// one spelling only.
/// Source: `docs/reference/token-format.md`.
public final class TokenFormat {
    static final int VERSION = 1;
    static final int FLAG_BOUND = 1;
    static final int FLAG_PADDED = 2;
    public static final int HEADER = 12;
    public static final int SUBJECT_REF = 16;
    static final int SALT = 12;
    static final int NONCE = 12;
    static final int TAG = 16;
    static final int MAX_TEXT = 16 * 1_048_576; // 16 MiB, above any body the gateway reads
    private static final byte PAD_MARK = (byte) 0x80;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private TokenFormat() {}

    /// Offset of salt12 in an AEAD token; the nonce follows it.
    static int saltAt(boolean bound) {
        return bound ? HEADER + SUBJECT_REF : HEADER;
    }

    static int bodyAt(boolean bound) {
        return saltAt(bound) + SALT + NONCE;
    }

    static void header(byte[] out, byte suite, int flags, int tenantSlot, int deathMinute, int scopeSlot, int endSlot) {
        out[0] = VERSION;
        out[1] = suite;
        out[2] = (byte) flags;
        out[3] = (byte) tenantSlot;
        putInt(out, 4, deathMinute);
        putShort(out, 8, scopeSlot);
        putShort(out, 10, endSlot);
    }

    public static String text(byte[] token) {
        byte[] body = ENCODER.encode(token);
        byte[] text = new byte[Token.PREFIX.length() + body.length];
        for (int i = 0; i < Token.PREFIX.length(); i++) {
            text[i] = (byte) Token.PREFIX.charAt(i);
        }
        System.arraycopy(body, 0, text, Token.PREFIX.length(), body.length);
        return new String(text, ISO_8859_1);
    }

    /// The token of this text, when its form is right; whose it is and what it opens to is not looked at.
    public static Optional<Token> parse(String text, CryptoSuite suite) {
        if (text.length() > MAX_TEXT || !text.startsWith(Token.PREFIX)) {
            return Optional.empty();
        }
        byte[] bytes = decode(text);
        if (bytes == null || bytes.length < HEADER || bytes[0] != VERSION) {
            return Optional.empty();
        }
        int flags = bytes[2];
        boolean bound = (flags & FLAG_BOUND) != 0;
        boolean fits;
        if (bytes[1] == suite.id()) {
            fits = (flags & ~(FLAG_BOUND | FLAG_PADDED)) == 0 && bytes.length >= bodyAt(bound) + 1 + TAG;
        } else if (bytes[1] == suite.deterministicId()) {
            fits = flags == 0 && bytes.length >= HEADER + TAG + 1;
        } else {
            fits = false;
        }
        int deathMinute = getInt(bytes, 4);
        if (!fits || bytes[3] == 0 || deathMinute < 0) { // minutes from 2^31 on lie beyond the year 6000
            return Optional.empty();
        }
        return Optional.of(new Token(
                bytes, bytes[1] & 0xFF, bound, bytes[3] & 0xFF, deathMinute, getShort(bytes, 8), getShort(bytes, 10)));
    }

    /// Null unless encoding the answer gives the text again, character by character.
    private static byte @Nullable [] decode(String text) {
        byte[] coded = new byte[text.length() - Token.PREFIX.length()];
        for (int i = 0; i < coded.length; i++) {
            char c = text.charAt(i + Token.PREFIX.length());
            if (c > 0x7F) {
                return null;
            }
            coded[i] = (byte) c;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(coded);
            return Arrays.equals(ENCODER.encode(bytes), coded) ? bytes : null;
        } catch (IllegalArgumentException outsideTheAlphabet) {
            return null; // not our spelling; the text is not repeated anywhere
        }
    }

    /// Length of type byte, value and padding. @param step 0 for no padding, else the length is a multiple of it
    static int paddedLength(int valueLength, int step) {
        int length = 1 + valueLength;
        return step == 0 ? length : (length / step + 1) * step; // at least the mark is added
    }

    static void pad(byte[] out, int from, int to) {
        if (from < to) {
            out[from] = PAD_MARK;
            Arrays.fill(out, from + 1, to, (byte) 0);
        }
    }

    /// Type byte and value of opened bytes; null when the type or the padding is none of format 1.
    static @Nullable Plaintext plain(byte[] opened, boolean padded) {
        int end = opened.length;
        if (padded) {
            end--;
            while (end > 0 && opened[end] == 0) {
                end--;
            }
            if (end < 1 || opened[end] != PAD_MARK) {
                return null;
            }
        }
        if (end < 1 || opened[0] < Plaintext.TEXT || opened[0] > Plaintext.TREE) {
            return null;
        }
        return new Plaintext(opened[0], Arrays.copyOfRange(opened, 1, end));
    }

    public static void putShort(byte[] out, int at, int value) {
        out[at] = (byte) (value >>> 8);
        out[at + 1] = (byte) value;
    }

    public static int getShort(byte[] in, int at) {
        return (in[at] & 0xFF) << 8 | (in[at + 1] & 0xFF);
    }

    public static void putInt(byte[] out, int at, int value) {
        putShort(out, at, value >>> 16);
        putShort(out, at + 2, value);
    }

    public static int getInt(byte[] in, int at) {
        return getShort(in, at) << 16 | getShort(in, at + 2);
    }

    public static void putLong(byte[] out, int at, long value) {
        putInt(out, at, (int) (value >>> 32));
        putInt(out, at + 4, (int) value);
    }

    public static long getLong(byte[] in, int at) {
        return (long) getInt(in, at) << 32 | (getInt(in, at + 4) & 0xFFFF_FFFFL);
    }
}
