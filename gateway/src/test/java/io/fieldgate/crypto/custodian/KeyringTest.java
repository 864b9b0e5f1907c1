package io.fieldgate.crypto.custodian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.custodian.KeyCustodian.Answer;
import io.fieldgate.crypto.keys.KeyRig;
import io.fieldgate.crypto.suite.Suites;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dev custodian: its contract, and a keyring that is missing, damaged or old is an outage, never a destruction.
final class KeyringTest {
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final KeyId KEY = new KeyId(KeyId.Kind.BUCKET, 7, 29_812_320);
    private static final KeyId OTHER = new KeyId(KeyId.Kind.BUCKET, 7, 29_812_321);

    @TempDir
    Path directory;

    private KeyRig rig;

    @BeforeEach
    void open() {
        rig = new KeyRig(directory);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void custodian_keepsItsContract() {
        KeyCustodian custodian = rig.custodian;
        byte[] secret = {1, 2, 3};
        assertThat(custodian.wrap(KEY, secret)).isInstanceOf(Answer.Gone.class);
        assertThat(custodian.create(KEY)).isEqualTo(new Answer.Given<>(KeyCustodian.Creation.CREATED));
        assertThat(custodian.create(KEY)).isEqualTo(new Answer.Given<>(KeyCustodian.Creation.EXISTED));
        assertThat(custodian.create(OTHER)).isEqualTo(new Answer.Given<>(KeyCustodian.Creation.CREATED));
        String wrapped = given(custodian.wrap(KEY, secret));
        assertThat(wrapped).matches("[ -~]+").isNotEqualTo(given(custodian.wrap(KEY, secret)));
        assertThat(given(custodian.unwrap(KEY, wrapped))).isEqualTo(secret);
        assertThat(custodian.unwrap(OTHER, wrapped)).isInstanceOf(Answer.Corrupt.class);
        assertThat(custodian.unwrap(KEY, wrapped.substring(0, 20))).isInstanceOf(Answer.Corrupt.class);
        assertThat(custodian.unwrap(KEY, "vault:v1:AAAA")).isInstanceOf(Answer.Corrupt.class);
        assertThat(custodian.unwrap(KEY, "dev:v1:*")).isInstanceOf(Answer.Corrupt.class);
        assertThat(given(custodian.list(7))).containsExactlyInAnyOrder(KEY, OTHER);
        assertThat(given(custodian.list(8))).isEmpty();
        assertThat(given(custodian.confirmGone(KEY, wrapped))).isEqualTo(new Confirmation(true, true));
        assertThat(custodian.destroy(KEY)).isEqualTo(new Answer.Given<>(KeyCustodian.Destruction.DESTROYED));
        assertThat(custodian.destroy(KEY)).isEqualTo(new Answer.Given<>(KeyCustodian.Destruction.ALREADY_GONE));
        assertThat(given(custodian.confirmGone(KEY, wrapped)).isGone()).isTrue();
        assertThat(custodian.unwrap(KEY, wrapped)).isInstanceOf(Answer.Gone.class);
        custodian.create(KEY); // a key of the same name opens nothing of the old one
        assertThat(custodian.unwrap(KEY, wrapped)).isInstanceOf(Answer.Corrupt.class);
        assertThat(given(custodian.time())).isEqualTo(KeyRig.START);
        assertThat(custodian.traits().development()).isTrue();
    }

    @Test
    void keyring_isPrivateAndHoldsNoKeyInTheClear() throws Exception {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        assertThat(text).isNotEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rig.keyring())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(rig.keyring())).startsWith("FGKR1".getBytes(StandardCharsets.US_ASCII));
        try (var files = Files.list(rig.keyring().getParent())) {
            assertThat(files).containsExactly(rig.keyring());
        }
    }

    @Test
    void missingKeyring_isAnOutageUntilItIsBack() throws Exception {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        Path away = directory.resolve("away");
        Files.move(rig.keyring(), away);
        rig.restart();
        assertUnavailable(text, "missing");
        assertThat(rig.keyring()).doesNotExist();
        Files.move(away, rig.keyring());
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
    }

    /// Even where the state's generation is lost as well: key rows say that there was a keyring.
    @Test
    void keyring_isNeverMadeWhileKeyRowsExist() throws Exception {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        Files.delete(rig.keyring());
        rig.state.commit(new Batch().delete(Namespace.SLOTS, new byte[] {0, 'k'}));
        rig.restart();
        assertUnavailable(text, "missing");
        assertThat(rig.keyring()).doesNotExist();
    }

    @Test
    void truncatedOrChangedKeyring_isAnOutageUntilItIsBack() throws Exception {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        byte[] whole = Files.readAllBytes(rig.keyring());
        for (int length : new int[] {0, 1, 5, 13, 24, 40, whole.length / 2, whole.length - 1}) {
            Files.write(rig.keyring(), Arrays.copyOf(whole, length));
            rig.restart();
            assertUnavailable(text, "damaged");
        }
        for (int at = 0; at < whole.length; at += 7) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(rig.keyring(), changed);
            rig.restart();
            assertUnavailable(text, "damaged");
        }
        Files.write(rig.keyring(), whole);
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
    }

    @Test
    void olderKeyring_isAnOutageAndBringsNothingBack() throws Exception {
        String dead = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        String alive = rig.sealed(Duration.ofDays(1), KeyRig.LI, "13900139000");
        byte[] older = Files.readAllBytes(rig.keyring());
        rig.shred(rig.bucket(TWO_WEEKS));
        byte[] newest = Files.readAllBytes(rig.keyring());
        Files.write(rig.keyring(), older);
        rig.restart();
        assertUnavailable(alive, "older");
        assertThat(KeyRig.shown(rig.open(dead))).isEqualTo("BUCKET_DESTROYED");
        assertThatThrownBy(() -> rig.domain.confirmGone(rig.bucket(TWO_WEEKS))).isInstanceOf(KeysUnavailable.class);
        Files.write(rig.keyring(), newest);
        assertThat(KeyRig.shown(rig.open(alive))).isEqualTo("13900139000");
        assertThat(rig.domain.confirmGone(rig.bucket(TWO_WEEKS)).isGone()).isTrue();
    }

    @Test
    void generationInTheFile_cannotBeRaisedByHand() throws Exception {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        byte[] file = Files.readAllBytes(rig.keyring());
        file[5 + 7] = (byte) (file[5 + 7] + 9); // last byte of the generation
        Files.write(rig.keyring(), file);
        rig.restart();
        assertUnavailable(text, "damaged");
    }

    /// A crash between the file and the state leaves the file one generation ahead.
    @Test
    void newerKeyring_isAccepted() throws Exception {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        Keyring ring =
                Objects.requireNonNull(Keyring.opened(Suites.named("intl"), key(), Files.readAllBytes(rig.keyring())));
        Files.write(rig.keyring(), ring.with(KEY, new byte[32]).sealed(Suites.named("intl"), key(), rig.random));
        rig.restart();
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
        byte[] file = Files.readAllBytes(rig.keyring());
        Files.write(rig.keyring(), ring.sealed(Suites.named("intl"), key(), rig.random));
        assertThatThrownBy(() -> rig.domain.prepare(KeyRig.minuteIn(Duration.ofDays(3))))
                .isInstanceOf(KeysUnavailable.class);
        Files.write(rig.keyring(), file);
    }

    @Test
    void failedDestruction_staysOpenAndIsRepeated() throws Exception {
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        KeyId id = rig.bucket(TWO_WEEKS);
        byte[] file = Files.readAllBytes(rig.keyring());
        Files.delete(rig.keyring());
        rig.domain.seal(id);
        assertThatThrownBy(() -> rig.domain.destroy(id)).isInstanceOf(KeysUnavailable.class);
        assertThat(rig.domain.keys())
                .filteredOn(row -> row.id().equals(id))
                .extracting(KeyRow::status)
                .containsExactly(Status.DESTROYING);
        Files.write(rig.keyring(), file);
        assertThat(rig.domain.destroy(id).status()).isEqualTo(Status.DESTROYED);
    }

    private void assertUnavailable(String token, String why) {
        assertThatThrownBy(() -> rig.open(token))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> rig.domain.prepare(KeyRig.minuteIn(Duration.ofDays(3))))
                .isInstanceOf(KeysUnavailable.class);
        assertThat(rig.domain.keys()).extracting(KeyRow::status).contains(Status.LIVE);
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) {
            key[i] = (byte) (i + 1);
        }
        return key;
    }

    private static <T> T given(Answer<T> answer) {
        if (answer instanceof Answer.Given<T>(T value)) {
            return value;
        }
        throw new AssertionError("not given: " + answer.getClass().getSimpleName());
    }
}
