package io.fieldgate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.crypto.ExpiryGrid;
import io.fieldgate.crypto.KeyId.Kind;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.state.StateStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySweepTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int MINUTE = ExpiryGrid.deathMinute(LifeRig.START, LifeRig.START.plus(DAY), Run.ZONE);
    private static final String BUCKET = "t07-202002210200";

    @TempDir
    private Path folder;

    @AutoClose
    private LifeRig rig;

    @BeforeEach
    void begin() {
        rig = new LifeRig(folder);
    }

    @Test
    void bucket_diesAtItsMinute_withCertificate() {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), DAY, "13800138000");
        rig.pass(DAY.minusSeconds(1));
        assertThat(run.sweeper().sweep().destroyed()).isZero();
        assertThat(run.opens(token)).isTrue();
        rig.pass(Duration.ofSeconds(1));
        assertThat(run.opens(token)).isFalse();
        assertThat(run.sweeper().sweep()).isEqualTo(new Sweeper.Report(1, 0, 0, 0));
        assertThat(run.key(Kind.BUCKET, MINUTE).status()).isEqualTo(Status.DESTROYED);
        Leaf intent = run.leaves("shred.intent").getFirst();
        Leaf done = run.leaves("shred.done").getFirst();
        assertThat(done.number("of")).isEqualTo(intent.index());
        assertThat(done.text("object", "name")).isEqualTo(BUCKET);
        assertThat(done.text("out")).isEqualTo("destroyed");
        assertThat(done.text("reason")).isEqualTo("expiry");
        Value certificate = Json.member(done.value(), "destroyed").orElseThrow();
        assertThat(Json.member(certificate, "steps").flatMap(steps -> Json.string(steps, "read")))
                .hasValue("gone");
        assertThat(Json.member(certificate, "steps").flatMap(steps -> Json.string(steps, "canary")))
                .hasValue("refused");
        assertThat(Json.member(certificate, "residual").flatMap(left -> Json.string(left, "custodianSnapshots")))
                .hasValue("PT0S");
        assertThat(Json.string(certificate, "canary").orElseThrow()).isNotEmpty();
        assertThat(run.sweeper().sweep().destroyed()).isZero();
        assertThat(run.count("shred.done", BUCKET)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sealed", "shred.intent", "destroyed", "shred.done"})
    void killed_afterAnyStep_endsWithOneCertificate(String step) {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), DAY, "13800138000");
        rig.pass(DAY);
        rig.killing.at(step);
        Sweeper sweeper = run.sweeper();
        assertThatThrownBy(sweeper::sweep).isInstanceOf(LifeRig.Killed.class);
        assertThat(rig.killing.happened()).isTrue();

        Run next = run.restart();
        next.sweeper().sweep();
        assertThat(next.key(Kind.BUCKET, MINUTE).status()).isEqualTo(Status.DESTROYED);
        assertThat(next.domain().confirmGone(next.key(Kind.BUCKET, MINUTE).id()).isGone())
                .isTrue();
        assertThat(next.opens(token)).isFalse();
        assertThat(next.count("shred.intent", BUCKET)).isEqualTo(1);
        assertThat(next.count("shred.done", BUCKET)).isEqualTo(1);

        Run last = next.restart();
        last.sweeper().sweep();
        assertThat(last.count("shred.done", BUCKET)).isEqualTo(1);
    }

    @Test
    void oneClockAhead_destroysNothing_andRevealsNothing() {
        Run run = rig.start();
        String token = run.seal(Optional.empty(), DAY, "13800138000");
        rig.os.set(LifeRig.START.plus(DAY));
        assertThat(run.sweeper().sweep().destroyed()).isZero();
        assertThat(run.opens(token)).isFalse();
        rig.os.set(LifeRig.START.plusSeconds(1));
        assertThat(run.opens(token)).isTrue();
    }

    @Test
    void clocksThatAgree_destroyByTheEarlier() {
        Run run = rig.start();
        run.seal(Optional.empty(), DAY, "13800138000");
        rig.pass(DAY.minusMinutes(2));
        rig.os.set(LifeRig.START.plus(DAY));
        assertThat(run.clock().agrees()).isTrue();
        assertThat(run.sweeper().sweep().destroyed()).isZero();
        rig.pass(Duration.ofMinutes(2));
        assertThat(run.sweeper().sweep().destroyed()).isEqualTo(1);
    }

    @Test
    void clocksApart_destroyNothing() {
        Run run = rig.start();
        run.seal(Optional.empty(), DAY, "13800138000");
        rig.pass(DAY);
        rig.os.set(rig.os.instant().plusSeconds(301));
        assertThat(run.clock().agrees()).isFalse();
        assertThat(run.sweeper().sweep().destroyed()).isZero();
        assertThat(run.sweeper().status().keys().due()).isEqualTo(1);
        rig.os.set(rig.os.instant().minusSeconds(1));
        assertThat(run.sweeper().sweep().destroyed()).isEqualTo(1);
    }

    @Test
    void clocksBack_afterRestart_bringNothingBack() {
        rig.state = StateStores.open("sqlite:" + rig.folder.resolve("state.db"));
        Run run = rig.start();
        String swept = run.seal(Optional.of(LifeRig.LI), DAY, "13800138000");
        String unswept = run.seal(Optional.of(LifeRig.LI), DAY.plusHours(1), "13800138000");
        rig.pass(DAY);
        run.sweeper().sweep();
        rig.pass(Duration.ofHours(1));
        run.clock().tick();
        rig.os.set(LifeRig.START);
        rig.second.set(LifeRig.START);
        Run next = run.restart();
        assertThat(next.opens(swept)).isFalse();
        assertThat(next.opens(unswept)).isFalse(); // by the mark, its key is still there
        assertThat(next.clock().agrees()).isFalse();
    }

    @Test
    void lostKeyring_isNoDestruction() throws Exception {
        Run run = rig.start();
        String token = run.seal(Optional.empty(), DAY, "13800138000");
        Path keyring = folder.resolve("keyring");
        byte[] kept = Files.readAllBytes(keyring);
        Files.delete(keyring);
        rig.pass(DAY);
        assertThat(run.sweeper().sweep().destroyed()).isZero();
        assertThat(run.key(Kind.BUCKET, MINUTE).status()).isNotEqualTo(Status.DESTROYED);
        assertThat(run.leaves("shred.done")).isEmpty();
        Files.write(keyring, kept);
        assertThat(run.sweeper().sweep().destroyed()).isEqualTo(1);
        assertThat(run.count("shred.intent", BUCKET)).isEqualTo(1);
        assertThat(run.count("shred.done", BUCKET)).isEqualTo(1);
        assertThat(run.opens(token)).isFalse();
    }

    @Test
    void campaignAndEvent_endTheirKeys() {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), Duration.ofDays(14), "13800138000");
        Instant end = LifeRig.START.plus(Duration.ofDays(2));
        run.events().declare("screening-ended", end, "01EXAMPLE", List.of());
        assertThat(run.events().declared("screening-ended")).hasValue(end);
        rig.pass(Duration.ofDays(9)); // 2 d and `then: P7D`
        assertThat(run.sweeper().sweep().destroyed()).isEqualTo(1);
        assertThat(run.leaves("shred.done").getLast().text("reason")).isEqualTo("event");
        assertThat(run.opens(token)).isTrue(); // `mobile` ends with nothing
        rig.pass(
                Duration.between(rig.os.instant(), LifeRig.DECLARE.campaignEnd().orElseThrow()));
        run.sweeper().sweep();
        assertThat(run.leaves("shred.done").stream().map(leaf -> leaf.text("reason")))
                .contains("campaign-end");
    }

    @Test
    void resurrectedKey_isDestroyedAgain() throws Exception {
        Run run = rig.start();
        String token = run.seal(Optional.empty(), DAY, "13800138000");
        rig.pass(DAY);
        run.sweeper().sweep();
        assertThat(run.custodian().create(run.key(Kind.BUCKET, MINUTE).id())).isNotNull();
        rig.pass(Duration.ofHours(1));
        run.sweeper().sweep();
        assertThat(run.domain().reconcile().resurrected()).isEmpty();
        assertThat(run.leaves("alert").stream().map(leaf -> leaf.text("rule"))).contains("resurrected");
        assertThat(run.leaves("shred.done").getLast().text("reason")).isEqualTo("resurrected");
        assertThat(run.opens(token)).isFalse();
    }
}
