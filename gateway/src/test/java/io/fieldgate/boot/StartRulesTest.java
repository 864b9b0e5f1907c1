package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.cli.Verb;
import io.fieldgate.crypto.pki.DevPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A production gateway that could not keep what it is for does not start: one sentence, exit code 3.
class StartRulesTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path home;

    private Path wrapping;

    @BeforeEach
    void prepare() throws IOException {
        GatewayRig.prepare(home, "https://127.0.0.1:1");
        leaf("server", Instant.now().minus(DAY));
        wrapping = secret("office.key", Files.readString(GatewayRig.KEYS.resolve("custodian.key")));
    }

    /// A certificate and its key, valid for two days from then on.
    private void leaf(String name, Instant from) throws IOException {
        DevPki.Leaf leaf =
                DevPki.load(GatewayRig.KEYS, new SecureRandom()).issue("fieldgate test", from, DAY.multipliedBy(2));
        Files.writeString(home.resolve(name + ".pem"), leaf.chainPem());
        secret(name + "-key.pem", leaf.keyPem());
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private Verb serve(String... settings) {
        List<String> words = new ArrayList<>(
                List.of("serve", "--config", home.resolve("gateway.yaml").toString()));
        List<String> all = new ArrayList<>(List.of(
                "mode=production",
                "data.listen=127.0.0.1:0",
                "admin.listen=127.0.0.1:0",
                "data.certificate=server.pem",
                "data.key=server-key.pem",
                "admin.certificate=server.pem",
                "admin.key=server-key.pem",
                "clock.destroy-on-one=yes",
                "custodian.wrapping-key=" + wrapping));
        all.addAll(List.of(settings));
        all.forEach(setting -> words.addAll(List.of("--set", setting)));
        return Verb.run(words.toArray(String[]::new));
    }

    private static void refused(Verb verb, String... says) {
        assertThat(verb.exit()).as(verb.err()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.complaint()).contains(says);
        assertThat(verb.err()).doesNotContain("\tat ").doesNotContain("A bug of fieldgate");
        assertThat(verb.err().strip().lines()).hasSize(1);
    }

    /// The rest of a start is in order here: without an identity provider's keys it ends where the others would go on.
    @Test
    void soundSetup_comesToTheIdentityProvider() {
        refused(
                serve(
                        "identity.city.issuer=https://id.city.example",
                        "identity.city.audience=a",
                        "identity.city.jwks=none.json"),
                "identity");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.listen=127.0.0.1:8443 | admin.listen=127.0.0.1:8443 | `admin.listen` (flag --set admin.listen) is the address of `data.listen`
            data.listen=0.0.0.0:8443   | admin.listen=127.0.0.1:8443 | is the address of `data.listen`
            data.listen=localhost:8443 | admin.listen=127.0.0.1:8443 | is the address of `data.listen`
            data.listen=127.0.0.1:8443 | data.plain-listen=127.0.0.1:8443 | is the address of another listener
            """)
    void oneAddressForTwoListeners(String one, String other, String says) {
        refused(serve(one, other), says);
    }

    @Test
    void oneAddressForTwoListeners_inDevModeToo() {
        Verb verb = Verb.run(
                "dev",
                "--config",
                home.resolve("gateway.yaml").toString(),
                "--set",
                "data.listen=127.0.0.1:8443",
                "--set",
                "admin.listen=127.0.0.1:8443");
        refused(verb, "is the address of `data.listen`");
        assertThat(home.resolve(".fieldgate")).doesNotExist();
    }

    @Test
    void keyOfAnotherCertificate_orNotOfToday(@TempDir Path other) throws IOException {
        leaf("second", Instant.now().minus(DAY));
        refused(serve("data.key=second-key.pem"), "`data.key`", "is not that of the certificate");
        refused(serve("admin.key=second-key.pem"), "`admin.key`", "is not that of the certificate");
        refused(
                serve("upstream.certificate=server.pem", "upstream.key=second-key.pem"),
                "`upstream.key`",
                "is not that of the certificate");
        leaf("old", Instant.now().minus(DAY.multipliedBy(3)));
        refused(serve("data.certificate=old.pem", "data.key=old-key.pem"), "`data.certificate`", "has expired");
        leaf("early", Instant.now().plus(DAY));
        refused(
                serve("admin.certificate=early.pem", "admin.key=early-key.pem"),
                "`admin.certificate`",
                "not valid yet");
        Files.writeString(home.resolve("rubbish.pem"), "no certificate");
        refused(serve("data.certificate=rubbish.pem"), "`data.certificate`", "no PEM certificate chain");
        assertThat(other).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "server-key.pem, data.key, rw-r--r--",
        "office.key, custodian.wrapping-key, rw----r--",
        "server-key.pem, data.key, rw-rw----"
    })
    void secretThatOthersReadOrWrite(String file, String setting, String mode) throws IOException {
        Files.setPosixFilePermissions(home.resolve(file), PosixFilePermissions.fromString(mode));
        refused(serve(), "`" + setting + "`", "chmod");
    }

    /// Whatever the key: a file is no custody for a network.
    @ParameterizedTest
    @CsvSource({"data.listen=0.0.0.0:0", "admin.listen=0.0.0.0:0", "data.listen=[::]:0"})
    void fileCustodian_onANetwork(String listen) {
        refused(serve(listen), "The key custodian (file:", "for loopback only");
    }

    @Test
    void gatewayThatCouldDestroyNothing() {
        refused(
                serve("clock.destroy-on-one=no"),
                "`clock.destroy-on-one` (flag --set clock.destroy-on-one)",
                "nothing may be collected");
    }

    @Test
    void folderThatIsNone() throws IOException {
        Files.writeString(home.resolve("file"), "");
        refused(serve("folder=file/below"), "`folder` (flag --set folder)", "may write");
        Verb dev = Verb.run("dev", "--config", home.resolve("gateway.yaml").toString(), "--set", "folder=file/below");
        refused(dev, "`folder` (flag --set folder)", "may write");
    }
}
