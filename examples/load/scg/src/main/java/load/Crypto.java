package load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The cryptographic part of the job with fixed test keys and kept cipher objects. One instance per thread.
final class Crypto {

    static final byte[] AES_KEY = "k".repeat(32).getBytes(StandardCharsets.US_ASCII);
    static final byte[] MAC_KEY = "m".repeat(32).getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key = new SecretKeySpec(AES_KEY, "AES");
    private final SecureRandom random = new SecureRandom();
    private final Cipher cipher;
    private final Mac mac;

    Crypto() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MAC_KEY, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// base64(nonce of 12 bytes, ciphertext, tag of 16 bytes) of the UTF-8 bytes.
    String encrypt(String plain) {
        try {
            byte[] in = plain.getBytes(StandardCharsets.UTF_8);
            byte[] nonce = new byte[12];
            random.nextBytes(nonce);
            byte[] out = new byte[12 + in.length + 16];
            System.arraycopy(nonce, 0, out, 0, 12);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            cipher.doFinal(in, 0, in.length, out, 12);
            return Base64.getEncoder().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// base64 of HMAC-SHA256.
    String keyedHash(String in) {
        return Base64.getEncoder().encodeToString(mac.doFinal(in.getBytes(StandardCharsets.UTF_8)));
    }

    static String mask(String mobile) {
        return mobile.substring(0, 3) + "****" + mobile.substring(7);
    }
}
