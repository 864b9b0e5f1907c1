package io.fieldgate.crypto.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.SealTooLate;
import io.fieldgate.crypto.TokenOwner;
import io.fieldgate.crypto.custodian.Confirmation;
import io.fieldgate.crypto.custodian.SeedEnvelope;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of keys: births with their evidence, the time gate, ends, destruction, restart.
final class TenantKeysTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);

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
    void timeGate_closesAtTheMinuteWhateverKeysThereAre() {
        String text = rig.sealed(DAY, KeyRig.LI, "13800138000");
        rig.clock.set(KeyRig.START.plus(DAY).minusSeconds(1));
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
        rig.clock.set(KeyRig.START.plus(DAY));
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("PAST_DEATH");
        assertThat(rig.domain.sealer().owner(rig.domain.sealer().parse(text).orElseThrow()))
                .isEqualTo(new TokenOwner.Gone(OpenResult.Why.PAST_DEATH));
        rig.restart();
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("PAST_DEATH");
        rig.clock.set(KeyRig.START); // the host's clock goes back; the high-water mark does not
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("PAST_DEATH");
    }

    @Test
    void values_openAfterARestart() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        String pseudonym = rig.domain.subjects().pseudonym(rig.scope(), KeyRig.TYPE, KeyRig.LI);
        rig.restart();
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
        assertThat(rig.domain.subjects().pseudonym(rig.scope(), KeyRig.TYPE, KeyRig.LI))
                .isEqualTo(pseudonym);
    }

    @Test
    void birth_isEvidencedBeforeAnyTokenExists() {
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        assertThat(rig.births).extracting(KeyRow::status).containsOnly(Status.LIVE);
        assertThat(rig.births)
                .extracting(row -> row.id().kind())
                .containsExactlyInAnyOrder(KeyId.Kind.CAMPAIGN_END, KeyId.Kind.SALT_EPOCH, KeyId.Kind.BUCKET);
        assertThat(rig.births).extracting(KeyRow::name).contains("t07-c0001", "t07-0001", "t07-202003041600");
        assertThat(rig.births).allSatisfy(row -> {
            assertThat(row.commitment()).hasSize(43);
            assertThat(row.seedDigest()).hasSize(43);
            assertThat(row.canary()).isNotEmpty();
        });
        assertThat(rig.domain.keys()).containsExactlyInAnyOrderElementsOf(rig.births);
    }

    @Test
    void evidenceThatFails_leavesNoLiveKey() {
        TenantKeys silent = TenantKeys.open(
                rig.domain.tenant(),
                rig.state,
                rig.custodian,
                rig.clock,
                row -> {
                    throw new IllegalArgumentException("the disk is full");
                },
                rig.random,
                null);
        int minute = KeyRig.minuteIn(TWO_WEEKS);
        assertThatThrownBy(() -> silent.prepare(minute)).isInstanceOf(IllegalArgumentException.class);
        assertThat(rig.domain.keys()).extracting(KeyRow::status).containsOnly(Status.NEW);
        rig.clock.advance(Duration.ofSeconds(60)); // a left-over NEW row is taken over, with a fresh seed
        rig.domain.prepare(minute);
        assertThat(rig.domain.keys()).extracting(KeyRow::status).containsOnly(Status.LIVE);
        assertThat(rig.births).hasSize(1);
    }

    @Test
    void preparedBuckets_letSealingGoOnWithoutTheCustodian() throws Exception {
        SealTarget to = rig.to(TWO_WEEKS);
        rig.domain.prepare(to.deathMinute());
        String first = rig.domain.sealer().seal(to, null, KeyRig.text("a"));
        Files.delete(rig.keyring());
        String second = rig.domain.sealer().seal(to, null, KeyRig.text("b"));
        assertThat(KeyRig.shown(rig.open(first)) + KeyRig.shown(rig.open(second)))
                .isEqualTo("ab");
        rig.clock.advance(Duration.ofMinutes(5)); // a cached seed is not prolonged by an outage
        assertThatThrownBy(() -> rig.open(first)).isInstanceOf(KeysUnavailable.class);
        assertThatThrownBy(() -> rig.domain.sealer().seal(to, null, KeyRig.text("c")))
                .isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void sealedKey_neitherSealsNorOpens() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        assertThat(rig.domain.seal(rig.bucket(TWO_WEEKS)).status()).isEqualTo(Status.SEALED);
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("BUCKET_DESTROYED");
        assertThatThrownBy(() -> rig.domain.sealer().seal(rig.to(TWO_WEEKS), null, KeyRig.text("x")))
                .isInstanceOf(SealTooLate.class);
        rig.restart();
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("BUCKET_DESTROYED");
    }

    @Test
    void destroyedKey_isGoneForGoodAndProvably() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        String other = rig.sealed(DAY, KeyRig.LI, "13900139000");
        KeyId id = rig.bucket(TWO_WEEKS);
        assertThatThrownBy(() -> rig.domain.destroy(id)).isInstanceOf(IllegalStateException.class);
        rig.domain.seal(id);
        assertThat(rig.domain.confirmGone(id)).isEqualTo(new Confirmation(true, true));
        KeyRow row = rig.domain.destroy(id);
        assertThat(row.status()).isEqualTo(Status.DESTROYED);
        assertThat(row.canary()).isNotEmpty();
        assertThat(rig.domain.confirmGone(id).isGone()).isTrue();
        assertThat(rig.domain.destroy(id)).isEqualTo(row);
        assertThat(rig.domain.seal(id)).isEqualTo(row);
        rig.domain.prepare(id.number());
        assertThat(rig.domain.keys()).contains(row);
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("BUCKET_DESTROYED");
        assertThat(KeyRig.shown(rig.open(other))).isEqualTo("13900139000");
        rig.restart();
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("BUCKET_DESTROYED");
        assertThat(rig.domain.reconcile().agrees()).isTrue();
    }

    @Test
    void seeds_areInTheStateOnlyWrappedAndNotAtAllAfterTheEnd() {
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        KeyId id = rig.bucket(TWO_WEEKS);
        String wrapped = Objects.requireNonNull(new KeyTable(rig.state, 7).find(id))
                .stored()
                .wrapped();
        byte[] envelope = SeedEnvelope.required(rig.custodian.unwrap(id, wrapped), id);
        byte[] seed = Objects.requireNonNull(SeedEnvelope.opened(SeedEnvelope.SEED, id, envelope));
        for (String spelling : List.of(
                new String(seed, ISO_8859_1),
                HexFormat.of().formatHex(seed),
                Base64.getUrlEncoder().encodeToString(seed).substring(0, 42))) {
            assertThat(stateText()).doesNotContain(spelling);
        }
        assertThat(stateText()).contains(wrapped);
        rig.shred(id);
        assertThat(stateText()).doesNotContain(wrapped);
    }

    private String stateText() {
        StringBuilder all = new StringBuilder();
        for (Namespace namespace : Namespace.values()) {
            for (Row row : rig.state.scan(namespace, new byte[] {0}, new byte[] {-1, -1}, 10_000)) {
                all.append(new String(row.value(), ISO_8859_1)).append('\n');
            }
        }
        return all.toString();
    }

    @Test
    void destruction_isTakenUpWhereItStopped() {
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        KeyId id = rig.bucket(TWO_WEEKS);
        rig.domain.seal(id);
        rig.restart(); // crash after SEALED
        KeyTable table = new KeyTable(rig.state, 7);
        table.change(id, stored -> stored.withStatus(Status.DESTROYING));
        rig.restart(); // crash after DESTROYING
        rig.custodian.destroy(id);
        rig.restart(); // crash after the custodian, before the row
        assertThat(rig.domain.destroy(id).status()).isEqualTo(Status.DESTROYED);
        assertThat(rig.domain.confirmGone(id).isGone()).isTrue();
    }

    @Test
    void reconciling_findsWhatComesBackAndWhatIsLost() {
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        rig.sealed(DAY, KeyRig.LI, "13800138000");
        rig.shred(rig.bucket(TWO_WEEKS));
        rig.custodian.create(rig.bucket(TWO_WEEKS)); // as an older snapshot of a custodian would bring it back
        rig.custodian.destroy(rig.bucket(DAY));
        KeyId stray = new KeyId(KeyId.Kind.BUCKET, 7, 1);
        rig.custodian.create(stray);
        TenantKeys.Reconciliation found = rig.domain.reconcile();
        assertThat(found.resurrected()).extracting(KeyRow::id).containsExactly(rig.bucket(TWO_WEEKS));
        assertThat(found.lost()).extracting(KeyRow::id).containsExactly(rig.bucket(DAY));
        assertThat(found.unknown()).containsExactly(stray);
        rig.domain.destroy(rig.bucket(TWO_WEEKS));
        assertThat(rig.domain.confirmGone(rig.bucket(TWO_WEEKS)).isGone()).isTrue();
    }

    @Test
    void keyThatVanishedAtTheCustodian_isNotTakenForADestruction() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        rig.custodian.destroy(rig.bucket(TWO_WEEKS));
        rig.restart();
        assertThatThrownBy(() -> rig.open(text)).isInstanceOf(KeysUnavailable.class);
        assertThat(rig.domain.keys())
                .filteredOn(row -> row.id().equals(rig.bucket(TWO_WEEKS)))
                .extracting(KeyRow::status)
                .containsExactly(Status.LIVE);
    }

    @Test
    void campaignEnd_killsTokensIndexesAndPseudonymsOfIt() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        Scope other = rig.domain.scope("flood-2020", "city-epidemic", KeyRig.START.plus(TWO_WEEKS));
        SealTarget toOther = new SealTarget("flood-aid", "mobile", KeyRig.minuteIn(TWO_WEEKS), other, 0, 6);
        String stays = rig.domain.sealer().seal(toOther, null, KeyRig.text("stays"));
        rig.shred(rig.domain.campaignKey("epidemic-2020"));
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("ENDED");
        assertThat(rig.domain.subjects().find(rig.scope(), KeyRig.TYPE, KeyRig.LI))
                .isEmpty();
        assertThatThrownBy(() -> rig.enrol(KeyRig.LI)).isInstanceOf(SealTooLate.class);
        assertThatThrownBy(() -> rig.domain.subjects().pseudonym(rig.scope(), KeyRig.TYPE, KeyRig.LI))
                .isInstanceOf(SealTooLate.class);
        assertThat(KeyRig.shown(rig.open(stays, "flood-aid", "mobile"))).isEqualTo("stays");
    }

    @Test
    void campaign_endsAtTheLatestOfItsPolicies() {
        rig.domain.scope("epidemic-2020", "city-epidemic", KeyRig.START.plus(DAY));
        rig.domain.scope("epidemic-2020", "visitor-book", KeyRig.START.plus(Duration.ofDays(3)));
        rig.domain.scope("epidemic-2020", "city-epidemic", KeyRig.START.plus(Duration.ofDays(2)));
        assertThat(rig.domain.keys())
                .filteredOn(row -> row.id().equals(rig.domain.campaignKey("epidemic-2020")))
                .extracting(KeyRow::dies)
                .containsExactly(KeyRig.START.plus(Duration.ofDays(3)));
    }

    @Test
    void declaredEvent_endsItsClassesAtEventAndThen() {
        int recovered = rig.domain.endClass("recovered", "P14D");
        int sooner = rig.domain.endClass("recovered", "PT24H");
        int never = rig.domain.endClass("moved-away", "P2W");
        Sealer sealer = rig.domain.sealer();
        int minute = KeyRig.minuteIn(Duration.ofDays(60));
        String late = sealer.seal(
                new SealTarget("health-declare", "mobile", minute, rig.scope(), recovered, 5),
                null,
                KeyRig.text("late"));
        String soon = sealer.seal(
                new SealTarget("health-declare", "mobile", minute, rig.scope(), sooner, 5), null, KeyRig.text("soon"));
        String open = sealer.seal(
                new SealTarget("health-declare", "mobile", minute, rig.scope(), never, 5), null, KeyRig.text("open"));
        List<KeyRow> declared = rig.domain.declareEvent("recovered", KeyRig.START);
        assertThat(declared)
                .extracting(KeyRow::dies)
                .containsExactly(KeyRig.START.plus(TWO_WEEKS), KeyRig.START.plus(DAY));
        rig.clock.set(KeyRig.START.plus(DAY));
        assertThat(KeyRig.shown(rig.open(soon))).isEqualTo("ENDED");
        assertThat(KeyRig.shown(rig.open(late))).isEqualTo("late");
        assertThatThrownBy(() -> sealer.seal(
                        new SealTarget("health-declare", "mobile", minute, rig.scope(), sooner, 5),
                        null,
                        KeyRig.text("x")))
                .isInstanceOf(SealTooLate.class);
        rig.clock.set(KeyRig.START.plus(TWO_WEEKS));
        assertThat(KeyRig.shown(rig.open(late))).isEqualTo("ENDED");
        assertThat(KeyRig.shown(rig.open(open))).isEqualTo("open");
        rig.domain.declareEvent("recovered", KeyRig.START.plus(DAY)); // a later word does not prolong
        assertThat(KeyRig.shown(rig.open(late))).isEqualTo("ENDED");
    }

    @Test
    void endClass_withoutFixedLengthIsRefused() {
        assertThatThrownBy(() -> rig.domain.endClass("recovered", "P1M")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void numbers_areKeptAndNeverReused() {
        int own = rig.domain.erasureClass("health-declare", Set.of());
        int consent = rig.domain.erasureClass("health-declare", Set.of("research", "contact"));
        assertThat(rig.domain.erasureClass("health-declare", Set.of("contact", "research")))
                .isEqualTo(consent);
        assertThat(rig.domain.erasureClass("mask-booking", Set.of())).isNotIn(own, consent, 0);
        Scope scope = rig.scope();
        rig.restart();
        assertThat(rig.domain.erasureClass("health-declare", Set.of("contact", "research")))
                .isEqualTo(consent);
        assertThat(rig.domain.scope(scope.slot())).isEqualTo(scope);
        assertThatThrownBy(() -> rig.domain.scope(99)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rig.domain("another-city", 7)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bucketAhead_isNotMadeForAPastMinute() {
        rig.domain.prepare(Math.toIntExact(KeyRig.START.getEpochSecond() / 60));
        assertThat(rig.domain.keys()).isEmpty();
    }
}
