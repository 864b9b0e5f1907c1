package io.fieldgate.crypto.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.custodian.PrivateFiles;
import io.fieldgate.outage.KeysUnavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The throw-away authority of dev mode and the certificates it issues: EC P-256, for this machine's loopback only.
/// Everybody has the authority's private key, so it is name-constrained: whoever trusts it trusts it for
/// 127.0.0.0/8, ::1 and `localhost` and nothing else. Leaf certificates are made at start and live days; this
/// class writes none to disk.
/// Errors: [KeysUnavailable] when the authority's files cannot be read. Source: RFC 5280 §4.2.1.10.
@HoldsKeys
public final class DevPki {
    public static final String AUTHORITY_FILE = "ca.pem";
    public static final String AUTHORITY_KEY_FILE = "ca-key.pem";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String AUTHORITY_NAME = "CN=Fieldgate dev CA (trust nothing but loopback),O=Fieldgate";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650); // ten years; it is public anyway
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 127;

    /// A certificate with its chain and key. Prints neither.
    /// @param chainPem the leaf, then the authority
    /// @param keyPem PKCS#8
    public record Leaf(String chainPem, String keyPem) {
        @Override
        public String toString() {
            return "Leaf[redacted]";
        }
    }

    private final X509Certificate authority;
    private final PrivateKey authorityKey;
    private final SecureRandom random;

    private DevPki(X509Certificate authority, PrivateKey authorityKey, SecureRandom random) {
        this.authority = authority;
        this.authorityKey = authorityKey;
        this.random = random;
    }

    /// Makes `ca.pem` and `ca-key.pem` in this folder. Run once; browsers and scripts trust the file from then on.
    /// @param now the system's time, not the dev clock's
    public static void createAuthority(Path directory, Instant now, SecureRandom random) throws IOException {
        try {
            KeyPair pair = keyPair(random);
            X500Name name = new X500Name(AUTHORITY_NAME);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(SERIAL_BITS, random),
                    Date.from(now.minus(SKEW)),
                    Date.from(now.plus(AUTHORITY_LIFE)),
                    name,
                    pair.getPublic());
            GeneralSubtree[] permitted = {
                new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "127.0.0.0/8")),
                new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "::1/128")),
                new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost"))
            };
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            byte[] certificate = signed(builder, pair.getPrivate());
            Files.createDirectories(directory);
            PrivateFiles.replace(
                    directory.resolve(AUTHORITY_KEY_FILE),
                    Pem.text(PRIVATE_KEY, pair.getPrivate().getEncoded()).getBytes(US_ASCII));
            Files.writeString(directory.resolve(AUTHORITY_FILE), Pem.text(CERTIFICATE, certificate), US_ASCII);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("this Java cannot make an EC P-256 authority", refused);
        }
    }

    /// The authority of `keys-dev/`.
    public static DevPki load(Path directory, SecureRandom random) {
        try {
            String certificate = Files.readString(directory.resolve(AUTHORITY_FILE), US_ASCII);
            String key = Files.readString(directory.resolve(AUTHORITY_KEY_FILE), US_ASCII);
            X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Pem.der(CERTIFICATE, certificate)));
            PrivateKey authorityKey =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Pem.der(PRIVATE_KEY, key)));
            return new DevPki(authority, authorityKey, random);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new KeysUnavailable("The dev authority (`ca.pem`, `ca-key.pem`) cannot be read.", unreadable);
        }
    }

    /// A fresh certificate for 127.0.0.1, ::1 and `localhost`, for servers and for clients.
    /// @param commonName shown to people; who the peer is, is in the alternative names
    public Leaf issue(String commonName, Instant now, Duration life) {
        try {
            KeyPair pair = keyPair(random);
            GeneralName[] names = {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1")
            };
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()),
                    new BigInteger(SERIAL_BITS, random),
                    Date.from(now.minus(SKEW)),
                    Date.from(now.plus(life)),
                    new X500Name("CN=" + commonName),
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(pair.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(authority));
            String chain = Pem.text(CERTIFICATE, signed(builder, authorityKey)) + authorityPem();
            return new Leaf(chain, Pem.text(PRIVATE_KEY, pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | IOException refused) {
            throw new IllegalStateException("this Java cannot issue an EC P-256 certificate", refused);
        }
    }

    /// What clients trust: the content of `ca.pem`.
    public String authorityPem() {
        try {
            return Pem.text(CERTIFICATE, authority.getEncoded());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the dev authority has no encoded form", refused);
        }
    }

    static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static byte[] signed(JcaX509v3CertificateBuilder builder, PrivateKey key) throws IOException {
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key))
                    .getEncoded();
        } catch (OperatorCreationException refused) {
            throw new CertIOException("the certificate could not be signed", refused);
        }
    }

    @Override
    public String toString() {
        return "DevPki[redacted]";
    }
}
