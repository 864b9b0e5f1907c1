package io.fieldgate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.lifecycle.BackendErasure.Told;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EraserTest {
    private static final String TYPE = "cn.resident-id";
    private static final String MEDICAL = "medical-follow-up";
    private static final String EVENT = "01E1G5R3Y0ABCDEFGHJKMNPQRS";
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
    void person_isErasedEverywhere_andTheAppsAreAsked() {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        String other = run.seal(Optional.of(LifeRig.WANG), LIFE, "13900139000");
        SubjectRef li = ref(run, LifeRig.LI);
        held(run, li);
        run.consents().give(run.register(), LifeRig.person(LifeRig.LI), MEDICAL, "01TRACE");

        Eraser.Receipt receipt = erase(run, LifeRig.LI);

        assertThat(receipt.owed()).isEqualTo(1);
        assertThat(run.opens(token)).isFalse();
        assertThat(run.opens(other)).isTrue();
        assertThat(run.records().lives(run.register(), LifeRig.RECORD)).isFalse();
        assertThat(run.consents().inForce(LifeRig.DECLARE, li)).isEmpty();
        assertThat(run.sweeper().sweep().erased()).isEqualTo(1);
        assertThat(rig.backend.records).isEmpty();
        assertThat(run.leaves("shred.intent").getLast().text("reason")).isEqualTo("erasure");
        Leaf intent = run.leaves("erase.intent").getFirst();
        assertThat(intent.text("erase")).isEqualTo(receipt.erasureId());
        assertThat(run.leaves("erase.done").getFirst().number("of")).isEqualTo(intent.index());
        assertThat(intent.toString() + new String(intent.bytes(), StandardCharsets.UTF_8))
                .doesNotContain(LifeRig.LI);
    }

    @Test
    void personWhoComesBack_isSomebodyElse() {
        Run run = rig.start();
        String before = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        SubjectRef old = ref(run, LifeRig.LI);
        erase(run, LifeRig.LI);
        String after = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        assertThat(ref(run, LifeRig.LI)).isNotEqualTo(old);
        assertThat(run.opens(before)).isFalse();
        assertThat(run.opens(after)).isTrue();
    }

    @Test
    void unknownPerson_getsTheSameAnswer_andTheSameLeaves() {
        Run run = rig.start();
        run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        Eraser.Receipt unknown = erase(run, LifeRig.WANG);
        Eraser.Receipt known = erase(run, LifeRig.LI);
        assertThat(unknown.owed()).isEqualTo(known.owed());
        assertThat(unknown.erasureId()).hasSameSizeAs(known.erasureId());
        assertThat(run.leaves("erase.intent"))
                .extracting(leaf -> leaf.bytes().length)
                .hasSize(2)
                .as("but for the digits of a row")
                .containsOnly(run.leaves("erase.intent").getFirst().bytes().length);
        assertThat(run.leaves("erase.done"))
                .extracting(leaf ->
                        new String(leaf.bytes(), StandardCharsets.UTF_8).replaceAll(".*\"subjects\":(\\d).*", "$1"))
                .containsExactly("0", "1");
        assertThat(run.restart().leaves("erase.done")).as("nothing is open").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"erase.intent", "erase.rows", "erase.state"})
    void killed_afterAnyStep_isFinishedAtBoot(String step) {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        held(run, ref(run, LifeRig.LI));
        rig.killing.at(step);
        assertThatThrownBy(() -> erase(run, LifeRig.LI)).isInstanceOf(LifeRig.Killed.class);
        Run next = run.restart();
        assertThat(next.opens(token)).isFalse();
        assertThat(next.records().lives(next.register(), LifeRig.RECORD)).isFalse();
        assertThat(next.leaves("erase.intent")).hasSize(1);
        assertThat(next.leaves("erase.done")).hasSize(1);
        assertThat(next.sweeper().sweep().erased()).isEqualTo(1);
        Run last = next.restart();
        assertThat(last.leaves("erase.done")).hasSize(1);
    }

    @Test
    void oneApp_forgetsThePerson_whoStaysKnown() {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        SubjectRef li = ref(run, LifeRig.LI);
        held(run, li);
        Eraser.Receipt receipt = eraseAtTheApp(run, li);
        assertThat(receipt.owed()).isEqualTo(1);
        assertThat(receipt.erasureId()).endsWith("/health-declare");
        assertThat(run.opens(token)).isFalse();
        assertThat(ref(run, LifeRig.LI)).isEqualTo(li);
        String again = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        assertThat(run.opens(again)).isTrue();
        assertThat(run.opens(token)).isFalse();
    }

    @Test
    void oneApp_killedHalfWay_isFinishedAtBoot() {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        SubjectRef li = ref(run, LifeRig.LI);
        held(run, li);
        rig.killing.at("erase.intent");
        assertThatThrownBy(() -> eraseAtTheApp(run, li)).isInstanceOf(LifeRig.Killed.class);
        assertThat(run.opens(token)).isTrue();
        Run next = run.restart();
        assertThat(next.opens(token)).isFalse();
        assertThat(next.records().lives(next.register(), LifeRig.RECORD)).isFalse();
    }

    @Test
    void failedHalfWay_isFinishedByTheNextRound() {
        Run run = rig.start();
        String token = run.seal(Optional.of(LifeRig.LI), LIFE, "13800138000");
        rig.killing.at("erase.intent");
        assertThatThrownBy(() -> erase(run, LifeRig.LI)).isInstanceOf(LifeRig.Killed.class);
        run.sweeper().sweep();
        assertThat(run.opens(token)).isFalse();
        assertThat(run.leaves("erase.done")).hasSize(1);
    }

    @Test
    void handle_bringsThePersonBack() {
        Run run = rig.start();
        for (long rowId : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x1122334455667788L}) {
            SubjectRef ref = new SubjectRef(run.keys().scope().slot(), rowId);
            ErasePlan plan = ErasePlan.ofPerson("01ID", run.domain(), run.keys().scope(), ref);
            assertThat(ErasePlan.of("01ID", plan.handle(), List.of(), List.of(run.domain())))
                    .hasValue(plan);
            assertThat(plan.handle()).matches("t7-s[0-9]+-[a-p]{16}");
        }
    }

    private void held(Run run, SubjectRef person) {
        run.rig().backend.records.add(LifeRig.RECORD);
        run.rig().backend.next = new Told.Done();
        int minute = DeletionObligations.minuteOf(run.clock().earliest().plus(LIFE));
        run.records().born(run.register(), LifeRig.RECORD, Optional.of(person), minute, EVENT);
    }

    private static Eraser.Receipt erase(Run run, String value) {
        return run.eraser().erase(run.domain(), TYPE, value, "01TRACE", Actor.SUBJECT, "");
    }

    /// Every class of values of one app.
    private static Eraser.Receipt eraseAtTheApp(Run run, SubjectRef person) {
        Set<Integer> classes = new TreeSet<>();
        LifeRig.DECLARE.fields().forEach(field -> classes.add(run.keys().erasureClass(field.slot())));
        return run.eraser()
                .eraseClasses(LifeRig.DECLARE.name(), run.keys(), person, classes, Eraser.Records.DUE_NOW, "01TRACE");
    }

    private static SubjectRef ref(Run run, String value) {
        try (Subject subject =
                run.domain().subjects().find(run.keys().scope(), TYPE, value).orElseThrow()) {
            return subject.ref();
        }
    }
}
