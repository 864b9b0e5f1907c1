package io.fieldgate.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.crypto.SeededRandom;
import io.fieldgate.crypto.custodian.DevKeys;
import io.fieldgate.outage.KeysUnavailable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dev authority and its leaves, the dev token keys, the signing key.
final class DevPkiTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Path COMMITTED = Path.of("..", "keys-dev");

    private final SecureRandom random = new SeededRandom(3);

    @TempDir
    Path directory;

    @Test
    void leaf_isValidForLoopbackUnderTheCommittedAuthority() throws Exception {
        DevPki pki = DevPki.load(COMMITTED, random);
        List<X509Certificate> chain =
                certificates(pki.issue("gateway", NOW, Duration.ofDays(7)).chainPem());
        validate(chain, NOW);
        List<String> names = new ArrayList<>();
        for (List<?> name : chain.getFirst().getSubjectAlternativeNames()) {
            names.add(String.valueOf(name.get(1)));
        }
        assertThat(names).containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(Files.readString(COMMITTED.resolve("ca.pem"))).isEqualTo(pki.authorityPem());
        assertThatThrownBy(() -> validate(chain, NOW.plus(Duration.ofDays(8)))).hasMessageContaining("validity");
    }

    @Test
    void committedAuthority_isConstrainedToLoopback() throws Exception {
        X509Certificate authority =
                certificates(Files.readString(COMMITTED.resolve("ca.pem"))).getFirst();
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(authority.getCriticalExtensionOIDs()).contains("2.5.29.30"); // name constraints
        assertThat(authority.getNotAfter()).isAfter(Date.from(NOW.plus(Duration.ofDays(365))));
    }

    @Test
    void newAuthority_worksLikeTheCommittedOne() throws Exception {
        DevPki.createAuthority(directory, NOW, random);
        validate(
                certificates(DevPki.load(directory, random)
                        .issue("gateway", NOW, Duration.ofDays(1))
                        .chainPem()),
                NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ca-key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void missingAuthority_isUnavailable() {
        assertThatThrownBy(() -> DevPki.load(directory, random)).isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void committedWrappingKey_isReadable() {
        assertThat(DevKeys.wrappingKey(COMMITTED.resolve("custodian.key"))).hasSize(32);
    }

    @Test
    void tokenKeys_stayTheSameAndBelongTogether() throws Exception {
        DevTokenKeys keys = DevTokenKeys.loadOrCreate(directory, random);
        assertThat(DevTokenKeys.loadOrCreate(directory, random)).isEqualTo(keys);
        assertThat(keys.jwks())
                .contains("\"kid\":\"" + keys.keyId() + "\"")
                .contains("ES256")
                .doesNotContain("\"d\"");
        KeyFactory factory = KeyFactory.getInstance("EC");
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(factory.generatePrivate(new PKCS8EncodedKeySpec(Pem.der("PRIVATE KEY", keys.privatePem()))));
        signer.update((byte) 1);
        byte[] signature = signer.sign();
        signer.initVerify(factory.generatePublic(new X509EncodedKeySpec(Pem.der("PUBLIC KEY", keys.publicPem()))));
        signer.update((byte) 1);
        assertThat(signer.verify(signature)).isTrue();
        assertThat(keys.toString()).isEqualTo("DevTokenKeys[redacted]");
    }

    @Test
    void signingKey_signsTheSameAfterARestart() {
        Path file = directory.resolve("log.key");
        assertThatThrownBy(() -> Ed25519Key.loadExisting(file)).isInstanceOf(KeysUnavailable.class);
        Ed25519Key key = Ed25519Key.loadOrCreate(file, random);
        Ed25519Key again = Ed25519Key.loadOrCreate(file, random);
        byte[] message = "checkpoint".getBytes(StandardCharsets.UTF_8);
        assertThat(again.publicKey()).isEqualTo(key.publicKey()).hasSize(32);
        assertThat(again.sign(message)).isEqualTo(key.sign(message)).hasSize(64);
        assertThat(Ed25519Key.loadExisting(file).sign(message)).isEqualTo(key.sign(message));
    }

    @Test
    void signingKey_readableByOthersOrBrokenIsRefused() throws Exception {
        Path file = directory.resolve("log.key");
        Ed25519Key.loadOrCreate(file, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Ed25519Key.loadOrCreate(file, random))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageContaining("0600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String line = Files.readString(file);
        char changed = line.charAt(30) == 'A' ? 'B' : 'A';
        Files.writeString(file, line.substring(0, 30) + changed + line.substring(31));
        assertThatThrownBy(() -> Ed25519Key.loadOrCreate(file, random)).isInstanceOf(KeysUnavailable.class);
        Files.writeString(file, "fieldgate-ed25519:AAAA\n");
        assertThatThrownBy(() -> Ed25519Key.loadExisting(file)).isInstanceOf(KeysUnavailable.class);
    }

    private static List<X509Certificate> certificates(String pem) throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        for (var each : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            certificates.add((X509Certificate) each);
        }
        return certificates;
    }

    private static void validate(List<X509Certificate> chain, Instant at) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain.getFirst()));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(1), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
