package io.fieldgate.crypto.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.custodian.PrivateFiles;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.outage.KeysUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// A signing key for checkpoints and destruction certificates. The private half stays in here and in its file.
/// Shape of the file: `fieldgate-ed25519:` + base64url(seed 32 ‖ public key 32) without padding, one line, mode 0600.
/// Thread rule: safe for many threads. Cost: about 0.2 ms per signature. Source: RFC 8032.
@HoldsKeys
public final class Ed25519Key {
    private static final String LABEL = "fieldgate-ed25519:";
    private static final int HALF = 32;

    /// DER head of a SubjectPublicKeyInfo of Ed25519 (RFC 8410); the 32 raw bytes follow.
    private static final byte[] PUBLIC_HEAD = {0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00};

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private Ed25519Key(PrivateKey privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// The key of this file, made at first use.
    /// @throws KeysUnavailable when the file cannot be read or written, is open to others, or does not hold a
    /// matching pair
    public static Ed25519Key loadOrCreate(Path file, SecureRandom random) {
        try {
            return Files.exists(file) ? load(file) : create(file, random);
        } catch (IOException failed) {
            throw new KeysUnavailable("The signing key's file cannot be read or written.", failed);
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw new KeysUnavailable("The signing key's file does not hold an Ed25519 key.", unfit);
        }
    }

    /// @throws KeysUnavailable also when there is no such file
    public static Ed25519Key loadExisting(Path file) {
        try {
            return load(file);
        } catch (NoSuchFileException missing) {
            throw new KeysUnavailable("There is no signing key yet.", missing);
        } catch (IOException failed) {
            throw new KeysUnavailable("The signing key's file cannot be read.", failed);
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw new KeysUnavailable("The signing key's file does not hold an Ed25519 key.", unfit);
        }
    }

    private static Ed25519Key create(Path file, SecureRandom random) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, random);
        KeyPair pair = generator.generateKeyPair();
        byte[] seed = tail(pair.getPrivate().getEncoded());
        byte[] publicKey = tail(pair.getPublic().getEncoded());
        byte[] both = Arrays.copyOf(seed, 2 * HALF);
        System.arraycopy(publicKey, 0, both, HALF, HALF);
        String line = LABEL + Base64.getUrlEncoder().withoutPadding().encodeToString(both) + "\n";
        PrivateFiles.replace(file, line.getBytes(US_ASCII));
        KeyBytes.wipe(both);
        KeyBytes.wipe(seed);
        return new Ed25519Key(pair.getPrivate(), publicKey);
    }

    private static Ed25519Key load(Path file) throws IOException, GeneralSecurityException {
        String line = Files.readString(file, US_ASCII).strip();
        if (!PrivateFiles.isPrivate(file)) {
            throw new KeysUnavailable("The signing key's file may be read by others; its mode must be 0600.");
        }
        byte[] both =
                line.startsWith(LABEL) ? Base64.getUrlDecoder().decode(line.substring(LABEL.length())) : new byte[0];
        if (both.length != 2 * HALF) {
            throw new KeysUnavailable("The signing key's file has another shape than `" + LABEL + "` and 64 bytes.");
        }
        EdECPrivateKeySpec spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(both, HALF));
        Ed25519Key key = new Ed25519Key(
                KeyFactory.getInstance("Ed25519").generatePrivate(spec), Arrays.copyOfRange(both, HALF, 2 * HALF));
        if (!key.isPair()) {
            throw new KeysUnavailable("The two halves of the signing key do not belong together.");
        }
        return key;
    }

    private boolean isPair() throws GeneralSecurityException {
        byte[] probe = {1};
        byte[] der = new byte[PUBLIC_HEAD.length + HALF];
        System.arraycopy(PUBLIC_HEAD, 0, der, 0, PUBLIC_HEAD.length);
        System.arraycopy(publicKey, 0, der, PUBLIC_HEAD.length, HALF);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        verifier.update(probe);
        return verifier.verify(sign(probe));
    }

    /// The raw 32 bytes.
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /// 64 bytes.
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("Ed25519 refused to sign", refused);
        }
    }

    private static byte[] tail(byte[] der) {
        return Arrays.copyOfRange(der, der.length - HALF, der.length);
    }

    @Override
    public String toString() {
        return "Ed25519Key[redacted]";
    }
}
