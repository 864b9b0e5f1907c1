package io.fieldgate.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.Destruction;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.Samples;
import io.fieldgate.audit.leaf.LeafEncoder;
import io.fieldgate.audit.log.Rig;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stories a log can tell, and which of them are findings.
final class LeafChecksTest {
    private static final long START = 1_582_164_000_000_000L; // 2020-02-20T02:00:00Z
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3600 * SECOND;

    private final LeafEncoder encoder = new LeafEncoder("n1", InstantSource.system(), new SecureRandom());
    private final List<String> findings = new ArrayList<>();
    private final LeafChecks checks = new LeafChecks(found -> findings.add(found.rule() + "@" + found.index()));
    private long index;
    private long micros = START;

    private LeafChecksTest boot() {
        return add(new LogEvent.Boot("0.1.0", 0, index, "none", 36));
    }

    private LeafChecksTest load() {
        return add(new GovernanceEvent.PolicyLoad(
                new PolicyRef("health-declare", 7, Rig.POLICY_SHA),
                "health-declare",
                Parties.NONE,
                "",
                List.of(),
                List.of()));
    }

    private LeafChecksTest add(AuditEvent event) {
        return add(encoder.encode(event, micros, false).bytes());
    }

    private LeafChecksTest add(byte[] leaf) {
        checks.leaf(index++, leaf);
        micros += SECOND;
        return this;
    }

    private LeafChecksTest later(long by) {
        micros += by;
        return this;
    }

    private List<String> end() {
        checks.end();
        return findings;
    }

    @Test
    void wholeStory_isClean() {
        boot().load()
                .add(Rig.intent("x1"))
                .add(Rig.outcome("x1", 2))
                .add(Rig.reveal("x1", 2))
                .add(new LogEvent.Close(6));
        later(HOUR).boot().add(new LogEvent.Close(8));
        assertThat(end()).isEmpty();
        assertThat(checks.listed()).isEmpty();
    }

    @Test
    void logWithoutBoot_orGoingOnAfterClose_isFound() {
        add(new LogEvent.Heartbeat()).add(new LogEvent.Close(2)).add(new LogEvent.Heartbeat());
        assertThat(end()).containsExactly("time@0", "time@2");
    }

    @Test
    void closeOfAnotherSize_andBootElsewhere_areFound() {
        boot().add(new LogEvent.Close(7)).add(new LogEvent.Boot("0.1.0", 0, 9, "close", 36));
        assertThat(end()).containsExactly("time@1", "time@2");
    }

    @Test
    void intentNeverClosed_isListedYoung_andFoundOld() {
        boot().load().add(Rig.intent("x1"));
        LeafChecksTest old = new LeafChecksTest();
        old.boot().load().add(Rig.intent("x1"));
        for (int i = 0; i < 61; i++) {
            old.later(59 * SECOND).add(new LogEvent.Heartbeat());
        }
        assertThat(end()).isEmpty();
        assertThat(checks.listed()).hasSize(1);
        assertThat(old.end()).containsExactly("pairing@2");
    }

    @Test
    void shredNeverDone_isFound_andDone_isNot() {
        AuditEvent intent = new RetentionEvent.ShredIntent(Samples.BUCKET, "expiry", Destruction.NONE);
        boot().add(intent)
                .add(new RetentionEvent.ShredDone(1, Samples.BUCKET, "expiry", "destroyed", Destruction.NONE))
                .add(intent);
        later(2 * HOUR).add(new LogEvent.Boot("0.1.0", 0, 4, "crash", 36));
        assertThat(end()).containsExactly("pairing@3");
    }

    @Test
    void doneOrOutcomeOfNothing_isFound() {
        boot().load().add(Rig.outcome("x1", 1)).add(new RetentionEvent.EraseDone(1, "e", "s", Map.of(), Map.of()));
        assertThat(end()).containsExactly("pairing@2", "pairing@3");
    }

    @Test
    void revealWithoutItsIntent_isFound_butAskingAService_needsNone() {
        boot().load().add(Rig.intent("x1")).add(Rig.outcome("x1", 2));
        add(Rig.reveal("x1", -1))
                .add(Rig.reveal("x2", 2))
                .add(Rig.reveal("x1", 1))
                .add(Rig.reveal("x1", 2));
        add(new ExchangeEvent.Reveal(
                Rig.access("x3", ProcessingOperation.SHARE), ExchangeEvent.Justification.NONE, -1, "ok", 1));
        assertThat(end()).containsExactly("pairing@4", "pairing@5", "pairing@6");
    }

    @Test
    void withheldReveal_mayBeTakenBack() {
        boot().load().add(Rig.intent("x1")).add(Rig.outcome("x1", 2)).add(Rig.reveal("x1", 2));
        add(new ExchangeEvent.Outcome("x1", "health-declare", 4, "withheld", -1, -1));
        assertThat(end()).isEmpty();
    }

    @Test
    void policyNeverLoaded_isFound() {
        boot().add(Rig.intent("x1")).add(Rig.outcome("x1", 1));
        assertThat(end()).containsExactly("pairing@1");
    }

    @Test
    void fallingTime_isFound() {
        boot();
        later(-HOUR).add(new LogEvent.Heartbeat());
        assertThat(end()).containsExactly("time@1");
    }

    @Test
    void silence_isFound_unlessAStartOrAClockLeafExplainsIt() {
        boot();
        later(5 * 60 * SECOND).add(new LogEvent.Heartbeat()); // index 1: nothing explains it
        later(5 * 60 * SECOND).add(new LogEvent.Boot("0.1.0", 3, 2, "crash", 36));
        later(24 * HOUR).add(new LogEvent.Heartbeat()).add(new RetentionEvent.ClockEvent("advance", Map.of(), 86_400));
        assertThat(end()).containsExactly("time@1");
        assertThat(checks.listed()).hasSize(3);
    }

    @Test
    void dayNeverClosed_orClosedWithOtherCounts_isFound() {
        boot();
        later(24 * HOUR).add(new RetentionEvent.ClockEvent("advance", Map.of(), 86_400));
        add(new LogEvent.DayClose("2020-02-20", Map.of("boot", 2L), Map.of(), 0));
        later(24 * HOUR).add(new RetentionEvent.ClockEvent("advance", Map.of(), 86_400));
        for (int i = 0; i < 61; i++) {
            later(60 * SECOND).add(new LogEvent.Heartbeat());
        }
        assertThat(end()).containsExactly("time@2", "time@-1");
    }

    @Test
    void dayClosedWithItsCounts_isClean() {
        boot();
        later(24 * HOUR).add(new RetentionEvent.ClockEvent("advance", Map.of(), 86_400));
        add(new LogEvent.DayClose("2020-02-20", Map.of("boot", 1L), Map.of(), 0));
        assertThat(end()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"heartbeat\" | \"kind\":\"holiday\"",
                "\"kind\":\"heartbeat\" | \"kind\": \"heartbeat\"",
                "\"kind\":\"heartbeat\" | \"extra\":1,\"kind\":\"heartbeat\"",
                "\"kind\":\"heartbeat\" | \"kind\":\"close\"",
                "\"v\":1 | \"v\":2",
                "\"v\":1} | \"v\":1.0}",
                "\"node\":\"n1\", | ''",
                "{ | [",
                "\"node\" | \"\\u006eode\""
            })
    void malformedLeaf_isFound(String from, String to) {
        String leaf = new String(
                encoder.encode(new LogEvent.Heartbeat(), micros + SECOND, false).bytes(), StandardCharsets.UTF_8);
        assertThat(leaf).contains(from);
        boot().add(leaf.replace(from, to).getBytes(StandardCharsets.UTF_8));
        assertThat(end()).contains("leaf@1");
    }

    private static Actor staff(String id) {
        return new Actor(id, "district-hospital", "community-doctor", "jti:9kQ2");
    }

    /// Rig's reveal is that of staff-2291, with the intent at 2.
    private LeafChecksTest asked() {
        boot().load().add(Rig.intent("x1")).add(Rig.outcome("x1", 2));
        return add(new GovernanceEvent.Ask(
                "a-1", "reveal", "health-declare", "medical-follow-up", staff("staff-2291"), "C-1", ""));
    }

    private LeafChecksTest agreed(String ask, String act, String by, long seconds) {
        return add(new GovernanceEvent.Approval(ask, act, "health-declare", staff(by), micros / SECOND + seconds));
    }

    private LeafChecksTest shownOn(String ask, String approver) {
        return add(new ExchangeEvent.Reveal(
                Rig.access("x1", ProcessingOperation.READ),
                new ExchangeEvent.Justification("", "", Optional.of(staff(approver)), ask),
                2,
                "ok",
                600));
    }

    @Test
    void secondPerson_whoAgreed_isClean() {
        asked().later(590 * SECOND);
        agreed("a-1", "reveal", "staff-7", 600).shownOn("a-1", "staff-7");
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a-2, reveal, staff-7", "a-1, read-on, staff-7", "a-1, reveal, staff-2291"})
    void agreement_toAnotherAsk_toAnotherAct_orByTheAskerHimself_isFound(String ask, String act, String by) {
        asked().agreed(ask, act, by, 600);
        assertThat(findings).containsExactly("pairing@5");
    }

    @Test
    void agreement_afterTheAskHasEnded_isFound() {
        asked().later(661 * SECOND).agreed("a-1", "reveal", "staff-7", 600);
        assertThat(findings).containsExactly("pairing@5");
    }

    @Test
    void shownOnAnAgreement_nobodyGave_ofAnotherPerson_orThatWasOver_isFound() {
        asked().shownOn("a-1", "staff-7");
        agreed("a-1", "reveal", "staff-7", 60).shownOn("a-1", "staff-8");
        later(121 * SECOND).shownOn("a-1", "staff-7");
        assertThat(findings).containsExactly("pairing@5", "pairing@7", "pairing@8");
    }
}
