package io.fieldgate.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Action;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.FieldAction;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.Rig;
import io.fieldgate.audit.query.AuditQuery.By;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AuditQueryTest {
    private static final Actor DOCTOR = new Actor("doc-1", "district-hospital", "doctor", "");
    private static final Actor GUARD = new Actor("guard-7", "gate-3", "gate-guard", "");

    @TempDir
    Path temp;

    private Rig rig;
    private AuditLog log;

    @BeforeEach
    void fill() {
        rig = new Rig(temp.resolve("log"));
        log = rig.open();
        log.append(load("health-declare", "district-health-bureau", "mobile"));
        reveal("x1", DOCTOR, "follow-up", 1, "t07-202002211600", "mobile", Action.REVEALED);
        reveal("x2", GUARD, "entry", 1, "t07-202002211600", "mobile", Action.MASKED);
        reveal("x3", DOCTOR, "follow-up", 2, "t07-202002211600", "name", Action.REVEALED);
        rig.clock.move(Duration.ofHours(30));
        log.append(load("mask-booking", "city-commerce", "mobile"));
        reveal("x4", DOCTOR, "follow-up", 3, "t07-202002231600", "mobile", Action.REVEALED);
        log.append(collect("health-declare", 9));
        log.append(collect("mask-booking", 9));
        log.append(collect("mask-booking", 8));
        log.settled(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static AuditEvent load(String app, String controller, String field) {
        return new GovernanceEvent.PolicyLoad(
                new PolicyRef(app, 1, Rig.POLICY_SHA),
                app,
                new Parties(controller, ""),
                "张某",
                List.of(new GovernanceEvent.FieldForm(field, "encrypted", "P14D")),
                List.of());
    }

    private void reveal(String trace, Actor who, String purpose, int tag, String link, String field, Action action) {
        Access access = new Access(
                trace,
                "health-declare",
                "GET /api/declarations/{id}",
                ProcessingOperation.READ,
                new PolicyRef("health-declare", 1, Rig.POLICY_SHA),
                Parties.NONE,
                who,
                Optional.empty(),
                LegalBasis.of(purpose, ""),
                TaggedSubjects.one(link, Rig.tag(tag)),
                List.of(new FieldAction(field, action, 10), new FieldAction("sex", Action.REVEALED, 11)));
        log.append(new ExchangeEvent.Reveal(access, ExchangeEvent.Justification.NONE, -1, "ok", 1));
    }

    private static AuditEvent collect(String app, int tag) {
        Access base = Rig.access("c", ProcessingOperation.COLLECT);
        return new ExchangeEvent.Intent(
                new Access(
                        "c",
                        app,
                        base.route(),
                        ProcessingOperation.COLLECT,
                        base.policy(),
                        base.parties(),
                        base.actor(),
                        base.caller(),
                        base.grounds(),
                        TaggedSubjects.one("t07-202002231600", Rig.tag(tag)),
                        base.fields()),
                "",
                "",
                1);
    }

    private List<String> traces(AuditQuery query) {
        return query.run(log.reader(), 100).rows().stream()
                .map(leaf -> leaf.text("trace"))
                .toList();
    }

    private static final AuditQuery REVEALS = AuditQuery.everything().with(By.KIND, "reveal");

    @Test
    void filters_combine() {
        assertThat(traces(REVEALS)).containsExactly("x1", "x2", "x3", "x4");
        assertThat(traces(REVEALS.with(By.ACTOR, "doc-1"))).containsExactly("x1", "x3", "x4");
        assertThat(traces(REVEALS.with(By.ROLE, Set.of("gate-guard", "doctor")).with(By.PURPOSE, "entry")))
                .containsExactly("x2");
        assertThat(traces(REVEALS.with(By.FIELD, "mobile").with(By.ACTION, "revealed")))
                .containsExactly("x1", "x4");
        assertThat(traces(REVEALS.with(By.TRACE, "x9"))).isEmpty();
        assertThat(traces(
                        REVEALS.between(Instant.parse("2020-02-20T00:00:00Z"), Instant.parse("2020-02-21T00:00:00Z"))))
                .containsExactly("x1", "x2", "x3");
        assertThat(traces(REVEALS.between(Instant.parse("2020-02-21T00:00:00Z"), Instant.MAX)))
                .containsExactly("x4");
    }

    @Test
    void answer_saysHowFarItReaches_andWhetherItWasCut() {
        AuditQuery.Answer answer = REVEALS.run(log.reader(), 2);
        assertThat(answer.cut()).isTrue();
        assertThat(answer.rows()).hasSize(2);
        assertThat(answer.covers()).isEqualTo(log.head().size());
        assertThat(REVEALS.run(log.reader(), 4).cut()).isFalse();
    }

    @Test
    void who_findsOnePersonsLeaves_andNamesWhatCannotBeLinked() {
        String person = Base64.getUrlEncoder().withoutPadding().encodeToString(Rig.tag(1));
        WhoSaw.Answer answer = WhoSaw.find(
                log.reader(),
                REVEALS.with(By.FIELD, "mobile"),
                (day, link) -> link.equals("t07-202002211600") && day.toString().equals("2020-02-20")
                        ? Optional.of(Set.of(person, "AAAAAAAAAAAAAAAAAAAAAA"))
                        : Optional.empty());
        assertThat(answer.rows()).extracting(leaf -> leaf.text("actor", "id")).containsExactly("doc-1", "guard-7");
        assertThat(answer.unlinkable()).containsExactly("t07-202002231600");
    }

    @Test
    void policies_sayWhoCollectsAndWhoAnswers() {
        PolicyHistory first = PolicyHistory.at(log.reader(), Instant.parse("2020-02-21T00:00:00Z"));
        PolicyHistory now = PolicyHistory.at(log.reader(), Instant.MAX);
        assertThat(first.collecting("mobile"))
                .extracting(PolicyHistory.Loaded::app)
                .containsExactly("health-declare");
        assertThat(now.collecting("mobile"))
                .extracting(PolicyHistory.Loaded::app)
                .containsExactly("health-declare", "mask-booking");
        assertThat(now.of("mask-booking"))
                .extracting(PolicyHistory.Loaded::controller)
                .containsExactly("city-commerce");
        assertThat(first.of("mask-booking")).isEmpty();
    }

    @Test
    void dayThatIsOver_isClosedWithItsCounts() {
        rig.clock.move(Duration.ofHours(24));
        AuditQuery closes = AuditQuery.everything().with(By.KIND, "day.close");
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (closes.run(log.reader(), 9).rows().size() < 2 && System.nanoTime() < deadline) {
            log.settled(Duration.ofMillis(100));
        }
        List<Leaf> rows = closes.run(log.reader(), 9).rows();
        assertThat(rows).extracting(leaf -> leaf.text("day")).containsExactly("2020-02-20", "2020-02-21");
        assertThat(rows.getFirst().number("actors")).isEqualTo(2);
    }
}
