package io.fieldgate.audit.tlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An Ed25519 key that signs notes under a name. Text form (vkey): `<name>+<8 hex digits of the key
/// id>+<base64(type, key)>`.
/// Source: c2sp.org/signed-note, type 0x01.
public final class VerifierKey {
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100"); // RFC 8410

    private final String name;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    /// @param raw the 32 bytes of RFC 8032 @throws NotTlog when the name or the key is not one
    public VerifierKey(String name, byte[] raw) throws NotTlog {
        if (!isKeyName(name)) {
            throw new NotTlog("A key name is not empty and has no space, plus sign or control character.");
        }
        if (raw.length != KEY_BYTES) {
            throw new NotTlog("An Ed25519 key has 32 bytes.");
        }
        this.name = name;
        this.raw = raw.clone();
        this.id = keyId(name, this.raw);
        this.key = publicKey(this.raw);
    }

    public static VerifierKey parse(String vkey) throws NotTlog {
        int plus = vkey.indexOf('+');
        int second = vkey.indexOf('+', plus + 1);
        if (plus < 0 || second < 0) {
            throw new NotTlog("A verifier key is <name>+<key id>+<base64>.");
        }
        byte[] typed = NumberEncoding.base64(vkey.substring(second + 1));
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new NotTlog("Only Ed25519 verifier keys (type 0x01) are known.");
        }
        VerifierKey key = new VerifierKey(vkey.substring(0, plus), Arrays.copyOfRange(typed, 1, typed.length));
        if (!vkey.substring(plus + 1, second).equals(HexFormat.of().formatHex(key.id))) {
            throw new NotTlog("A verifier key's id does not belong to its name and key.");
        }
        return key;
    }

    /// The vkey text.
    public String text() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    public String name() {
        return name;
    }

    byte[] id() {
        return id.clone();
    }

    boolean isNamed(String other, byte[] otherId) {
        return name.equals(other) && Arrays.equals(id, otherId);
    }

    /// Whether the signature is this key's over the text.
    public boolean verify(byte[] text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException _) {
            return false; // a signature that cannot be checked does not hold
        }
    }

    private static byte[] keyId(String name, byte[] raw) {
        MessageDigest digest = TreeHasher.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(raw), 4);
    }

    private static PublicKey publicKey(byte[] raw) throws NotTlog {
        byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException _) {
            throw new NotTlog("These 32 bytes are no Ed25519 key.");
        }
    }

    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c < 0x20 || Character.isSpaceChar(c) || Character.isWhitespace(c));
    }
}
