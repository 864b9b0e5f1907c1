package io.fieldgate.examples;

import static io.fieldgate.examples.SecondLogReader.concat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A second reader of tokens, written from `docs/reference/token-format.md` alone, with the JDK's ciphers. It shares
/// no code with the product.
final class SecondTokenReader {
    private static final int AEAD = 0x01;
    private static final int DETERMINISTIC = 0x11;

    /// Who asks for what, and the seeds he holds. Seeds are 32 bytes, zeros without an end class.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Opener(String tenant, String policy, String field, byte[] bucketSeed, byte[] campaignSeed, byte[] endSeed) {

        byte[] b() throws GeneralSecurityException {
            return hmac(concat(campaignSeed, endSeed), bucketSeed);
        }

        byte[] context() {
            return concat(lp(tenant), lp(policy), lp(field));
        }
    }

    /// @param subject the person's row id, erasure class, generation and five random bytes; empty where nobody is bound
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Opened(int type, byte[] value, byte[] subject) {}

    /// The parts of a token by their offsets.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parts(int suite, int flags, int tenantSlot, long minute, int scopeSlot, int endSlot, byte[] bytes) {
        boolean isBound() {
            return (flags & 1) != 0;
        }

        boolean isPadded() {
            return (flags & 2) != 0;
        }
    }

    private SecondTokenReader() {}

    /// The bytes of a token's text, or empty where the page says that it is none.
    static Optional<Parts> parts(String text) {
        if (!text.startsWith("fg1.") || !text.substring(4).matches("[A-Za-z0-9_-]*")) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.substring(4));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (!again.equals(text.substring(4)) || bytes.length < 12) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int version = head.get();
        Parts parts = new Parts(
                head.get() & 0xff,
                head.get() & 0xff,
                head.get() & 0xff,
                head.getInt() & 0xffff_ffffL,
                head.getShort() & 0xffff,
                head.getShort() & 0xffff,
                bytes);
        boolean deterministic = parts.suite() == DETERMINISTIC;
        int least = deterministic ? 29 : parts.isBound() ? 69 : 53;
        boolean fits = version == 1
                && (deterministic ? parts.flags() == 0 : parts.suite() == AEAD && parts.flags() < 4)
                && parts.tenantSlot() > 0
                && bytes.length >= least;
        return fits ? Optional.of(parts) : Optional.empty();
    }

    /// Opens a token, or refuses it. @param salt gives a person's salt for a row; called for bound tokens only
    static Optional<Opened> open(Parts token, Opener opener, Function<byte[], Optional<byte[]>> salt)
            throws GeneralSecurityException {
        return token.suite() == DETERMINISTIC ? deterministic(token, opener) : aead(token, opener, salt);
    }

    private static Optional<Opened> aead(Parts token, Opener opener, Function<byte[], Optional<byte[]>> salts)
            throws GeneralSecurityException {
        byte[] bytes = token.bytes();
        byte[] b = opener.b();
        int at = token.isBound() ? 28 : 12;
        byte[] subject = new byte[0];
        byte[] prk = expand(b, 32, ascii("fieldgate/v1/subj"), new byte[] {AEAD}, new byte[32]);
        if (token.isBound()) {
            byte[] headerKey = expand(b, 32, ascii("fieldgate/v1/hdr"), new byte[] {AEAD});
            subject = aes(headerKey, Cipher.DECRYPT_MODE, Arrays.copyOfRange(bytes, 12, 28));
            Optional<byte[]> salt = salts.apply(Arrays.copyOf(subject, 8));
            if (salt.isEmpty()) {
                return Optional.empty();
            }
            prk = expand(b, 32, ascii("fieldgate/v1/subj"), new byte[] {AEAD}, salt.get());
        }
        byte[] fieldKey = expand(prk, 32, ascii("fieldgate/v1/enc"), new byte[] {AEAD}, opener.context());
        byte[] key = expand(fieldKey, 32, ascii("fieldgate/v1/rec"), Arrays.copyOfRange(bytes, at, at + 12));
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = Arrays.copyOfRange(bytes, at + 12, at + 24);
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        gcm.updateAAD(concat(Arrays.copyOf(bytes, at + 12), opener.context()));
        byte[] plain;
        try {
            plain = gcm.doFinal(bytes, at + 24, bytes.length - at - 24);
        } catch (GeneralSecurityException changed) {
            return Optional.empty();
        }
        int end = plain.length;
        if (token.isPadded()) {
            while (plain[--end] == 0) {
                // zeros up to 0x80
            }
        }
        return Optional.of(new Opened(plain[0], Arrays.copyOfRange(plain, 1, end), subject));
    }

    private static Optional<Opened> deterministic(Parts token, Opener opener) throws GeneralSecurityException {
        byte[] suite = {DETERMINISTIC};
        byte[] nobody = expand(opener.b(), 32, ascii("fieldgate/v1/subj"), suite, new byte[32]);
        byte[] key = expand(nobody, 64, ascii("fieldgate/v1/det"), suite, opener.context());
        byte[] bytes = token.bytes();
        byte[] iv = Arrays.copyOfRange(bytes, 12, 28);
        byte[] start = iv.clone();
        start[8] &= 0x7f;
        start[12] &= 0x7f;
        Cipher ctr = Cipher.getInstance("AES/CTR/NoPadding");
        ctr.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Arrays.copyOfRange(key, 32, 64), "AES"),
                new IvParameterSpec(start));
        byte[] plain = ctr.doFinal(bytes, 28, bytes.length - 28);
        byte[] data = concat(Arrays.copyOf(bytes, 12), opener.context());
        return Arrays.equals(iv, s2v(Arrays.copyOf(key, 32), data, plain))
                ? Optional.of(new Opened(plain[0], Arrays.copyOfRange(plain, 1, plain.length), new byte[0]))
                : Optional.empty();
    }

    /// S2V of one string of associated data and the plaintext. Source: RFC 5297 §2.4.
    private static byte[] s2v(byte[] key, byte[] data, byte[] plain) throws GeneralSecurityException {
        byte[] d = xor(doubled(cmac(key, new byte[16])), cmac(key, data));
        byte[] last = plain.clone();
        if (plain.length >= 16) {
            for (int i = 0; i < 16; i++) {
                last[plain.length - 16 + i] ^= d[i];
            }
        } else {
            byte[] padded = Arrays.copyOf(plain, 16);
            padded[plain.length] = (byte) 0x80;
            last = xor(doubled(d), padded);
        }
        return cmac(key, last);
    }

    /// Source: RFC 4493.
    private static byte[] cmac(byte[] key, byte[] message) throws GeneralSecurityException {
        byte[] k1 = doubled(aes(key, Cipher.ENCRYPT_MODE, new byte[16]));
        int blocks = Math.max(1, (message.length + 15) / 16);
        byte[] padded = Arrays.copyOf(message, blocks * 16);
        boolean whole = message.length == padded.length;
        if (!whole) {
            padded[message.length] = (byte) 0x80;
        }
        byte[] x = new byte[16];
        for (int i = 0; i < blocks; i++) {
            byte[] block = Arrays.copyOfRange(padded, 16 * i, 16 * i + 16);
            if (i == blocks - 1) {
                block = xor(block, whole ? k1 : doubled(k1));
            }
            x = aes(key, Cipher.ENCRYPT_MODE, xor(x, block));
        }
        return x;
    }

    private static byte[] doubled(byte[] block) {
        byte[] out = new byte[16];
        int carry = 0;
        for (int i = 15; i >= 0; i--) {
            int bits = (block[i] & 0xff) << 1 | carry;
            out[i] = (byte) bits;
            carry = bits >>> 8;
        }
        out[15] ^= (byte) (carry == 1 ? 0x87 : 0);
        return out;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= b[i];
        }
        return out;
    }

    private static byte[] aes(byte[] key, int mode, byte[] block) throws GeneralSecurityException {
        Cipher one = Cipher.getInstance("AES/ECB/NoPadding");
        one.init(mode, new SecretKeySpec(key, "AES"));
        return one.doFinal(block);
    }

    static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /// HKDF-Expand. Source: RFC 5869 §2.3.
    static byte[] expand(byte[] key, int length, byte[]... info) throws GeneralSecurityException {
        byte[] out = new byte[0];
        byte[] last = new byte[0];
        for (int i = 1; out.length < length; i++) {
            last = hmac(key, last, concat(info), new byte[] {(byte) i});
            out = concat(out, last);
        }
        return Arrays.copyOf(out, length);
    }

    static byte[] lp(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return concat(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
