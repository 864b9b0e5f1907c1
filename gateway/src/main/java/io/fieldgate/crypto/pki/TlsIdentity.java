package io.fieldgate.crypto.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Collection;

/// Whether a certificate chain and a private key can prove who a TLS server or client is, before anybody asks it to.
/// Accepts keys of RSA, EC and EdDSA in PKCS#8. Source: RFC 5280 §4.1.2.5, RFC 7468 §5 and §10. Thread rule: stateless.
public final class TlsIdentity {

    /// What a pair of files comes to.
    public enum Fitness {
        FIT,
        /// No chain of certificates in PEM.
        NO_CERTIFICATE,
        /// No PKCS#8 key in PEM of the certificate's kind.
        NO_KEY,
        /// The key is not the certificate's.
        ANOTHER_KEY,
        NOT_YET_VALID,
        EXPIRED
    }

    private TlsIdentity() {}

    /// @param chainPem the certificate first, then those that vouch for it @param now by which its days are judged
    public static Fitness judge(String chainPem, String keyPem, Instant now) {
        Collection<? extends Certificate> chain;
        try {
            chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chainPem.getBytes(US_ASCII)));
        } catch (GeneralSecurityException unreadable) {
            return Fitness.NO_CERTIFICATE;
        }
        if (chain.isEmpty()) {
            return Fitness.NO_CERTIFICATE;
        }
        Fitness key = judgeKey(chain.iterator().next().getPublicKey(), keyPem);
        return key == Fitness.FIT ? judgeDays(chain, now) : key;
    }

    private static Fitness judgeKey(PublicKey named, String keyPem) {
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(named.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.der("PRIVATE KEY", keyPem)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return Fitness.NO_KEY;
        }
        try {
            byte[] probe = "fieldgate".getBytes(US_ASCII);
            Signature signature = Signature.getInstance(algorithm(named));
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(named);
            signature.update(probe);
            return signature.verify(signed) ? Fitness.FIT : Fitness.ANOTHER_KEY;
        } catch (GeneralSecurityException unlike) { // an EC key of another curve cannot even be verified with
            return Fitness.ANOTHER_KEY;
        }
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm(); // EdDSA names its own
        };
    }

    private static Fitness judgeDays(Collection<? extends Certificate> chain, Instant now) {
        for (Certificate certificate : chain) {
            if (certificate instanceof X509Certificate dated) {
                if (now.isBefore(dated.getNotBefore().toInstant())) {
                    return Fitness.NOT_YET_VALID;
                }
                if (now.isAfter(dated.getNotAfter().toInstant())) {
                    return Fitness.EXPIRED;
                }
            }
        }
        return Fitness.FIT;
    }
}
