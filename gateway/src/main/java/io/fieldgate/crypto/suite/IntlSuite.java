package io.fieldgate.crypto.suite;

import com.google.crypto.tink.subtle.AesSiv;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// AES-256-GCM, HMAC-SHA256, SHA-256, AES-256 block, AES-256-SIV.
/// Source: NIST SP 800-38D, RFC 2104, RFC 5297; deterministic AEAD by Tink's `AesSiv`.
final class IntlSuite implements CryptoSuite {
    private static final int KEY_LENGTH = 32;

    private final CipherPool<CipherContext> ciphers = new CipherPool<>(IntlCipherContext::new);

    @Override
    public String name() {
        return "intl";
    }

    @Override
    public byte id() {
        return 0x01;
    }

    @Override
    public byte deterministicId() {
        return 0x11;
    }

    @Override
    public int keyLength() {
        return KEY_LENGTH;
    }

    @Override
    public byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    @Override
    public CipherContext take() {
        return ciphers.take();
    }

    @Override
    public void give(CipherContext cipher) {
        ciphers.give(cipher);
    }

    @Override
    public void forget() {
        ciphers.clear();
    }

    @Override
    public byte[] sealDeterministic(byte[] key, byte[] aad, byte[] plaintext) {
        try {
            return new AesSiv(key).encryptDeterministically(plaintext, aad);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES-SIV refused a key of 64 bytes", refused);
        }
    }

    @Override
    public byte @Nullable [] openDeterministic(byte[] key, byte[] aad, byte[] sealed) {
        try {
            return new AesSiv(key).decryptDeterministically(sealed, aad);
        } catch (GeneralSecurityException changed) {
            return null; // changed in some bit; the caller refuses the token
        }
    }

    private static final class IntlCipherContext implements CipherContext {
        private static final int TAG_BITS = 128;

        private final Mac mac;
        private final Cipher gcm;
        private final Cipher block;

        IntlCipherContext() {
            try {
                mac = Mac.getInstance("HmacSHA256");
                gcm = Cipher.getInstance("AES/GCM/NoPadding");
                block = Cipher.getInstance("AES/ECB/NoPadding"); // a single block, never a mode
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("this Java lacks an algorithm of suite intl", missing);
            }
        }

        @Override
        public byte[] prf(byte[] key, int keyAt, byte[]... parts) {
            try {
                mac.init(new SecretKeySpec(key, keyAt, PRF, "HmacSHA256"));
                for (byte[] part : parts) {
                    mac.update(part);
                }
                return mac.doFinal();
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("HMAC refused a key of 32 bytes", refused);
            }
        }

        @Override
        public byte[] prfOf(byte[] key, byte[] message) {
            try {
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(message);
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("HMAC refused a key", refused);
            }
        }

        @Override
        public void seal(byte[] key, byte[] message, int nonceAt, int aadLength, byte[] context, int from, int length) {
            try {
                gcm.init(
                        Cipher.ENCRYPT_MODE,
                        new SecretKeySpec(key, "AES"),
                        new GCMParameterSpec(TAG_BITS, message, nonceAt, NONCE));
                gcm.updateAAD(message, 0, aadLength);
                gcm.updateAAD(context);
                gcm.doFinal(message, from, length, message, from);
            } catch (ShortBufferException tooShort) {
                throw new IllegalStateException("no room for the tag of 16 bytes", tooShort);
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("AES-GCM refused to seal", refused);
            }
        }

        @Override
        public byte @Nullable [] open(
                byte[] key, byte[] message, int nonceAt, int aadLength, byte[] context, int from) {
            try {
                gcm.init(
                        Cipher.DECRYPT_MODE,
                        new SecretKeySpec(key, "AES"),
                        new GCMParameterSpec(TAG_BITS, message, nonceAt, NONCE));
                gcm.updateAAD(message, 0, aadLength);
                gcm.updateAAD(context);
                return gcm.doFinal(message, from, message.length - from);
            } catch (AEADBadTagException changed) {
                return null; // changed in some bit; the caller refuses the token
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("AES-GCM refused to open", refused);
            }
        }

        @Override
        public void encipher(byte[] key, int keyAt, byte[] data, int at) {
            try {
                block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, keyAt, KEY_LENGTH, "AES"));
                block.doFinal(data, at, BLOCK, data, at);
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("AES refused a block of 16 bytes", refused);
            }
        }

        @Override
        public byte[] decipher(byte[] key, int keyAt, byte[] data, int at) {
            try {
                block.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, keyAt, KEY_LENGTH, "AES"));
                return block.doFinal(data, at, BLOCK);
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("AES refused a block of 16 bytes", refused);
            }
        }
    }
}
