package io.fieldgate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.policy.Caller;
import io.fieldgate.state.StateStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsentsTest {
    private static final String MEDICAL = "medical-follow-up";
    private static final Caller LI = LifeRig.person(LifeRig.LI);
    private static final Duration LIFE = Duration.ofDays(14);

    @TempDir
    private Path folder;

    @AutoClose
    private LifeRig rig;

    @BeforeEach
    void begin() {
        rig = new LifeRig(folder);
    }

    @Test
    void given_isInForceForThatPersonAndPurposeOnly() {
        Run run = rig.start();
        assertThat(consents(run, LI)).isEmpty();
        String id = run.consents().give(run.register(), LI, MEDICAL, "01TRACE");
        assertThat(consents(run, LI)).containsExactly(MEDICAL);
        assertThat(consents(run, LifeRig.person(LifeRig.WANG))).isEmpty();
        Leaf leaf = run.leaves("consent").getFirst();
        assertThat(leaf.text("consent")).isEqualTo(id);
        assertThat(leaf.text("act")).isEqualTo("given");
        assertThat(leaf.subjects()).hasSize(1);
    }

    @Test
    void given_survivesARestart() {
        rig.state = StateStores.open("sqlite:" + rig.folder.resolve("state.db"));
        Run run = rig.start();
        run.consents().give(run.register(), LI, MEDICAL, "01TRACE");
        Run next = run.restart();
        assertThat(consents(next, LI)).containsExactly(MEDICAL);
    }

    @Test
    void withdrawn_endsWhatRestsOnItAlone() {
        Run run = rig.start();
        run.consents().give(run.register(), LI, MEDICAL, "01TRACE");
        String mobile = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000"); // rests on the consent alone
        SubjectRef li = ref(run);
        run.consents().withdraw(run.register(), LI, MEDICAL, "01TRACE");
        assertThat(run.consents().inForce(LifeRig.DECLARE, li)).isEmpty();
        assertThat(run.opens(mobile)).isFalse();
        assertThat(ref(run)).isEqualTo(li);
        assertThat(run.leaves("consent").stream().map(leaf -> leaf.text("act"))).containsExactly("given", "withdrawn");
        assertThat(run.leaves("erase.done")).hasSize(1);
        assertThat(run.leaves("erase.intent").getFirst().text("erase")).endsWith("/health-declare/sealed");

        run.consents().give(run.register(), LI, MEDICAL, "01TRACE");
        String again = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        assertThat(run.opens(again)).isTrue();
        assertThat(run.opens(mobile)).isFalse();
    }

    @Test
    void withdrawn_leavesReadableRecordsOfOtherPurposes() {
        Run run = rig.start();
        run.consents().give(run.register(), LI, MEDICAL, "01TRACE");
        int minute = DeletionObligations.minuteOf(run.clock().earliest().plus(LIFE));
        run.records().born(run.register(), LifeRig.RECORD, Optional.of(ref(run)), minute, "01E1G5R3Y0ABCDEFGHJKMNPQRS");
        run.consents().withdraw(run.register(), LI, MEDICAL, "01TRACE");
        assertThat(run.records().lives(run.register(), LifeRig.RECORD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"erase.intent", "erase.rows", "erase.state"})
    void withdrawal_killedHalfWay_isFinishedAtBoot(String step) {
        Run run = rig.start();
        run.consents().give(run.register(), LI, MEDICAL, "01TRACE");
        String mobile = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        SubjectRef li = ref(run);
        rig.killing.at(step);
        Consents consents = run.consents();
        assertThatThrownBy(() -> consents.withdraw(run.register(), LI, MEDICAL, "01TRACE"))
                .isInstanceOf(LifeRig.Killed.class);
        Run next = run.restart();
        assertThat(next.opens(mobile)).isFalse();
        assertThat(next.consents().inForce(LifeRig.DECLARE, li)).isEmpty();
        assertThat(new ConsentTable(rig.state).unfinished()).isEmpty();
    }

    @Test
    void unknownPerson_hasNothingToWithdraw() {
        Run run = rig.start();
        run.consents().withdraw(run.register(), LifeRig.person(LifeRig.WANG), MEDICAL, "01TRACE");
        assertThat(run.leaves("consent")).isEmpty();
    }

    @Test
    void otherPurpose_orUnfitPerson_isRefused() {
        Run run = rig.start();
        Consents consents = run.consents();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> consents.give(run.register(), LI, "entry-registration", "01TRACE"));
        Caller unfit = LifeRig.person("110105194912310021"); // its check character is wrong
        assertThat(consents.names(LifeRig.DECLARE, unfit)).isFalse();
        assertThat(consents.names(LifeRig.DECLARE, LI)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> consents.give(run.register(), unfit, MEDICAL, "01TRACE"))
                .withMessageNotContaining("110105");
    }

    @Test
    void self_isFoundOnlyWhereKnown() {
        Run run = rig.start();
        assertThat(run.standings().self(run.register(), LI)).isEmpty();
        SubjectRef li = enrolled(run, LifeRig.LI);
        assertThat(run.standings().self(run.register(), LI).orElseThrow().ref()).isEqualTo(li);
        assertThat(run.standings()
                        .self(run.register(), LifeRig.person("１１０１０５１９４９１２３１００２ｘ"))
                        .orElseThrow()
                        .ref())
                .isEqualTo(li); // full width, lower case: the same person after the type's check
    }

    private static Set<String> consents(Run run, Caller caller) {
        return run.standings().consents(run.register(), caller);
    }

    private static SubjectRef enrolled(Run run, String value) {
        try (Subject person =
                run.standings().enrol(run.register(), value, run.clock().earliest())) {
            return person.ref();
        }
    }

    private static SubjectRef ref(Run run) {
        return run.standings().self(run.register(), LI).orElseThrow().ref();
    }
}
