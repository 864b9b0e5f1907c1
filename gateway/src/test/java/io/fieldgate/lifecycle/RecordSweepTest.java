package io.fieldgate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.lifecycle.BackendErasure.Told;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.state.FullStore;
import io.fieldgate.state.Namespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordSweepTest {
    private static final String EVENT = "01E1G5R3Y0ABCDEFGHJKMNPQRS";
    private static final String OTHER = "01E1G5R3Y0ABCDEFGHJKMNPQRT";
    private static final SubjectRef NOBODY_KNOWN = new SubjectRef(9, 4_711L);
    private static final Duration LIFE = Duration.ofHours(10);

    @TempDir
    private Path folder;

    @AutoClose
    private LifeRig rig;

    @BeforeEach
    void begin() {
        rig = new LifeRig(folder);
    }

    @Test
    void record_livesUntilItsMinute_whateverTheAppDoes() {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        assertThat(lives(run)).isTrue();
        rig.backend.next = new Told.Later();
        rig.pass(LIFE);
        assertThat(lives(run)).isFalse();
        run.sweeper().sweep();
        assertThat(lives(run)).isFalse();
        assertThat(rig.backend.records).contains(LifeRig.RECORD);
    }

    @Test
    void dueRecord_isErasedAtTheApp_withOneCertificate() {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        rig.pass(LIFE);
        assertThat(run.sweeper().sweep().erased()).isEqualTo(1);
        assertThat(rig.backend.records).isEmpty();
        assertThat(run.sweeper().sweep().erased()).isZero();
        assertThat(rig.backend.calls(LifeRig.RECORD)).isEqualTo(1);
        assertThat(run.count("shred.intent", EVENT)).isEqualTo(1);
        assertThat(run.count("shred.done", EVENT)).isEqualTo(1);
        assertThat(run.leaves("shred.done").getFirst().text("out")).isEqualTo("deleted");
        assertThat(run.records().table().events(7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.intent", "record.told", "record.gone"})
    void killed_afterAnyStep_endsWithOneCertificate(String step) {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        rig.pass(LIFE);
        rig.killing.at(step);
        Sweeper sweeper = run.sweeper();
        assertThatThrownBy(sweeper::sweep).isInstanceOf(LifeRig.Killed.class);
        Run next = run.restart();
        next.sweeper().sweep();
        assertThat(rig.backend.records).isEmpty();
        assertThat(next.count("shred.intent", EVENT)).isEqualTo(1);
        assertThat(next.count("shred.done", EVENT)).isEqualTo(1);
        assertThat(next.records().table().events(7)).isEmpty();
        assertThat(next.sweeper().status().apps()).isEmpty();
    }

    @Test
    void unconfirmed_isTriedAgain_andReportedAsOverdue() {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        rig.backend.next = new Told.Later();
        rig.pass(LIFE);
        run.sweeper().sweep();
        run.sweeper().sweep();
        assertThat(rig.backend.calls(LifeRig.RECORD)).isEqualTo(1); // not before a minute has passed
        rig.pass(Duration.ofMinutes(1));
        run.sweeper().sweep();
        assertThat(rig.backend.calls(LifeRig.RECORD)).isEqualTo(2);
        rig.pass(Duration.ofMinutes(15));
        assertThat(run.sweeper().sweep().overdueRecords()).isEqualTo(1);
        Run next = run.restart();
        rig.backend.next = new Told.Done();
        rig.pass(Duration.ofHours(1));
        assertThat(next.sweeper().sweep()).isEqualTo(new Sweeper.Report(0, 1, 0, 0));
        assertThat(next.count("shred.intent", EVENT)).isEqualTo(1);
        assertThat(next.count("shred.done", EVENT)).isEqualTo(1);
    }

    @Test
    void refusingApp_isAFinding_andAskedHourly() {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        rig.backend.next = new Told.Refused(403);
        rig.pass(LIFE);
        run.sweeper().sweep();
        assertThat(run.sweeper().status().apps().values())
                .extracting(RetentionStatus.Records::refused)
                .containsExactly(1);
        rig.pass(Duration.ofMinutes(30));
        run.sweeper().sweep();
        assertThat(rig.backend.calls(LifeRig.RECORD)).isEqualTo(1);
        rig.pass(Duration.ofMinutes(31));
        run.sweeper().sweep();
        assertThat(rig.backend.calls(LifeRig.RECORD)).isEqualTo(2);
        assertThat(run.leaves("alert").stream().filter(leaf -> leaf.text("rule").equals("erases-refused")))
                .hasSize(1);
    }

    @Test
    void recordWrittenAgain_keepsTheEarlierEnd() {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        rig.pass(Duration.ofHours(4));
        born(run, LifeRig.RECORD, OTHER);
        assertThat(run.records().table().events(7)).containsExactly(OTHER);
        rig.pass(Duration.ofHours(6));
        assertThat(lives(run)).isFalse();
        run.sweeper().sweep();
        assertThat(rig.backend.calls(LifeRig.RECORD)).isEqualTo(1);
    }

    @Test
    void recordTheAppErasedItself_isForgotten() {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        run.records().erased(run.register(), LifeRig.RECORD);
        assertThat(lives(run)).isFalse();
        rig.pass(LIFE);
        run.sweeper().sweep();
        assertThat(rig.backend.calls(LifeRig.RECORD)).isZero();
    }

    @Test
    void recordUnderAnUnknownId_staysAFinding() {
        Run run = rig.start();
        run.records().unresolved(run.register(), Optional.empty(), minute(run), EVENT);
        rig.pass(LIFE.plusHours(1));
        run.sweeper().sweep();
        Run next = run.restart();
        assertThat(next.sweeper().status().apps())
                .containsExactly(Map.entry("health-declare", new RetentionStatus.Records(0, 1, 1, 1, 0)));
    }

    @Test
    void event_whoseRecordIsKnown_isNotPutInDoubtByALaterTry() {
        Run run = rig.start();
        born(run, LifeRig.RECORD, EVENT);
        rig.pass(Duration.ofMinutes(3)); // so that the second try has another minute
        run.records().unresolved(run.register(), Optional.of(NOBODY_KNOWN), minute(run), EVENT);
        assertThat(run.sweeper().status().apps())
                .containsExactly(Map.entry("health-declare", new RetentionStatus.Records(1, 0, 0, 0, 0)));
        run.records().dueNow(7, NOBODY_KNOWN, Optional.empty(), DueRow.Reason.ERASURE);
        assertThat(run.sweeper().sweep().erased()).isEqualTo(1);
        assertThat(rig.backend.records).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void event_inDoubt_isResolvedWhenItsRecordIsBorn_underTheEarlierEnd(boolean restarted) {
        Run first = rig.start();
        // recovery does not know whose record it is
        Optional<SubjectRef> person = restarted ? Optional.empty() : Optional.of(NOBODY_KNOWN);
        Run run = restarted ? first.restart() : first;
        int end = minute(run);
        run.records().unresolved(run.register(), person, end, EVENT);
        rig.pass(Duration.ofMinutes(3));
        born(run, LifeRig.RECORD, EVENT);
        assertThat(run.sweeper().status().apps())
                .containsExactly(Map.entry("health-declare", new RetentionStatus.Records(1, 0, 0, 0, 0)));
        assertThat(run.records().table().of(7, NOBODY_KNOWN)).hasSize(1);
        rig.pass(LIFE.minus(Duration.ofMinutes(3)));
        assertThat(lives(run)).isFalse();
        assertThat(run.sweeper().sweep()).isEqualTo(new Sweeper.Report(0, 1, 0, 0));
        assertThat(run.sweeper().status().apps()).isEmpty();
    }

    @Test
    void recordInDoubt_movesWithItsPerson_andStaysOneRow() {
        Run run = rig.start();
        run.records().unresolved(run.register(), Optional.of(NOBODY_KNOWN), minute(run), EVENT);
        assertThat(run.records().dueNow(7, NOBODY_KNOWN, Optional.empty(), DueRow.Reason.ERASURE))
                .isEqualTo(1);
        assertThat(run.sweeper().status().apps())
                .containsExactly(Map.entry("health-declare", new RetentionStatus.Records(0, 1, 0, 1, 0)));
        born(run, LifeRig.RECORD, EVENT);
        assertThat(run.sweeper().sweep().erased()).isEqualTo(1);
        assertThat(run.sweeper().status().apps()).isEmpty();
    }

    @Test
    void rowTheStateRefused_isWrittenByTheNextRound_underTheIdThatWasLearned() {
        FullStore store = new FullStore();
        rig.state = store;
        Run run = rig.start();
        long intent = run.log()
                .append(ResumeAtBootTest.intent("POST /api/declarations"))
                .index();
        store.full = true;
        assertThatThrownBy(() -> born(run, LifeRig.RECORD, ResumeAtBootTest.EVENT))
                .isInstanceOf(StateUnavailable.class);
        owes(run, intent);
        assertThat(run.sweeper().sweep().erased()).isZero();
        assertThat(run.sweeper().status().owing()).isEqualTo(1);
        assertThat(run.leaves("outcome")).isEmpty();
        store.full = false;
        run.sweeper().sweep();
        assertThat(run.sweeper().status().owing()).isZero();
        assertThat(lives(run)).isTrue();
        assertThat(run.leaves("outcome"))
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.text("out")).isEqualTo("unknown"));
        Run next = run.restart();
        assertThat(next.findings()).isZero();
        assertThat(next.sweeper().status().apps())
                .containsExactly(Map.entry("health-declare", new RetentionStatus.Records(1, 0, 0, 0, 0)));
    }

    @Test
    void rowTheStateRefused_isWrittenWhileTheGatewayRuns() throws InterruptedException {
        FullStore store = new FullStore();
        rig.state = store;
        Run run = rig.start();
        long intent = run.log()
                .append(ResumeAtBootTest.intent("POST /api/declarations"))
                .index();
        run.sweeper().start();
        owes(run, intent); // nothing is known but that it went out
        for (int i = 0; i < 500 && run.records().owing() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(run.records().table().events(7)).containsExactly(ResumeAtBootTest.EVENT);
    }

    private static void owes(Run run, long intent) {
        ExchangeEvent.Outcome end = new ExchangeEvent.Outcome("01TRACE", "health-declare", intent, "unknown", -1, 0);
        run.records().owes(run.register(), Optional.empty(), minute(run), ResumeAtBootTest.EVENT, end);
    }

    @Test
    void state_holdsNoRecordIdInTheClear() {
        Run run = rig.start();
        born(run, LifeRig.LI, EVENT); // an app that names records by identity number
        StringBuilder all = new StringBuilder();
        for (Namespace namespace : Namespace.values()) {
            byte[] end = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
            rig.state
                    .scan(namespace, new byte[0], end, 10_000)
                    .forEach(row -> all.append(new String(row.key(), StandardCharsets.ISO_8859_1))
                            .append(new String(row.value(), StandardCharsets.ISO_8859_1)));
        }
        assertThat(all).contains("health-declare").doesNotContain(LifeRig.LI);
    }

    private static void born(Run run, String recordId, String event) {
        run.rig().backend.records.add(recordId);
        run.records().born(run.register(), recordId, Optional.of(NOBODY_KNOWN), minute(run), event);
    }

    private static int minute(Run run) {
        return DeletionObligations.minuteOf(run.clock().earliest().plus(LIFE));
    }

    private static boolean lives(Run run) {
        return run.records().lives(run.register(), LifeRig.RECORD);
    }
}
