package io.fieldgate.crypto.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.crypto.custodian.PrivateFiles;
import io.fieldgate.outage.KeysUnavailable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// The signing keys of the dev identity provider (ES256), made at first start under `.fieldgate/` and never
/// committed.
/// Files: `token-key.pem` (PKCS#8, 0600), `token-public.pem`, `jwks.json`.
/// @param keyId thumbprint of the public key, RFC 7638
/// @param privatePem for signing dev tokens
/// @param publicPem SubjectPublicKeyInfo
/// @param jwks a JWK set of the public key, RFC 7517
/// @param privateJwk the same key with its private part, for the signer
public record DevTokenKeys(String keyId, String privatePem, String publicPem, String jwks, String privateJwk) {
    private static final String KEY_FILE = "token-key.pem";
    private static final String PUBLIC_FILE = "token-public.pem";
    private static final String JWKS_FILE = "jwks.json";
    private static final String PUBLIC_KEY = "PUBLIC KEY";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final int COORDINATE = 32;

    /// @throws KeysUnavailable when the folder or its files cannot be read or written
    public static DevTokenKeys loadOrCreate(Path directory, SecureRandom random) {
        try {
            if (!Files.exists(directory.resolve(KEY_FILE)) || !Files.exists(directory.resolve(PUBLIC_FILE))) {
                KeyPair pair = DevPki.keyPair(random);
                write(
                        directory,
                        PUBLIC_FILE,
                        Pem.text(PUBLIC_KEY, pair.getPublic().getEncoded()));
                write(
                        directory,
                        KEY_FILE,
                        Pem.text(PRIVATE_KEY, pair.getPrivate().getEncoded()));
            }
            String publicPem = Files.readString(directory.resolve(PUBLIC_FILE), US_ASCII);
            String privatePem = Files.readString(directory.resolve(KEY_FILE), US_ASCII);
            ECPublicKey key = (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Pem.der(PUBLIC_KEY, publicPem)));
            String x = coordinate(key.getW().getAffineX());
            String y = coordinate(key.getW().getAffineY());
            String members = "\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"";
            String keyId =
                    base64(MessageDigest.getInstance("SHA-256").digest(("{" + members + "}").getBytes(US_ASCII)));
            String jwks =
                    "{\"keys\":[{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\",\"use\":\"sig\"," + members + "}]}\n";
            write(directory, JWKS_FILE, jwks);
            ECPrivateKey secret = (ECPrivateKey) KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.der(PRIVATE_KEY, privatePem)));
            String privateJwk =
                    "{\"kid\":\"" + keyId + "\"," + members + ",\"d\":\"" + coordinate(secret.getS()) + "\"}";
            return new DevTokenKeys(keyId, privatePem, publicPem, jwks, privateJwk);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException failed) {
            throw new KeysUnavailable("The dev token keys cannot be read or written.", failed);
        }
    }

    private static void write(Path directory, String name, String text) throws IOException {
        PrivateFiles.replace(directory.resolve(name), text.getBytes(US_ASCII));
    }

    private static String coordinate(BigInteger number) {
        byte[] fixed = new byte[COORDINATE];
        byte[] bytes = number.toByteArray(); // a sign byte in front, or fewer than 32
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "DevTokenKeys[redacted]";
    }
}
