package io.fieldgate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.TaggedSubjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResumeAtBootTest {
    static final String EVENT = "01E1G5R3Y0ABCDEFGHJKMNPQRS";

    @TempDir
    private Path folder;

    @AutoClose
    private LifeRig rig;

    @BeforeEach
    void begin() {
        rig = new LifeRig(folder);
    }

    @Test
    void forwardedRecordWithoutRow_isAFindingAfterAKill() {
        Run run = rig.start();
        run.log().append(intent("POST /api/declarations"));
        Run next = run.restart();
        assertThat(next.findings()).isEqualTo(1);
        assertThat(next.sweeper().status().apps().values())
                .extracting(RetentionStatus.Records::unresolved)
                .containsExactly(1);
        Run last = next.restart();
        assertThat(last.findings()).isZero(); // its outcome is known to be unknown
        assertThat(last.sweeper().status().apps().values())
                .extracting(RetentionStatus.Records::unresolved)
                .containsExactly(1);
    }

    @Test
    void forwardedRecordWithRow_isNone() {
        Run run = rig.start();
        run.log().append(intent("POST /api/declarations"));
        int minute = ResumeAtBoot.dueMinute(LifeRig.DECLARE, LifeRig.START).orElseThrow();
        run.records().born(run.register(), LifeRig.RECORD, Optional.empty(), minute, EVENT);
        Run next = run.restart();
        assertThat(next.findings()).isZero();
    }

    @Test
    void otherRoutes_holdNothing() {
        Run run = rig.start();
        run.log().append(intent("GET /api/declarations/{id}"));
        Run next = run.restart();
        assertThat(next.findings()).isZero();
    }

    @Test
    void dueMinute_isTheEarliestReadableEnd() {
        assertThat(ResumeAtBoot.dueMinute(LifeRig.DECLARE, LifeRig.START))
                .isEqualTo(OptionalInt.of(DeletionObligations.minuteOf(
                        LifeRig.START.plus(Duration.ofDays(14)).minus(Duration.ofHours(10))))); // that day's midnight
    }

    @Test
    void keptRows_expireWithTheirPerson() {
        Run run = rig.start();
        run.consents().give(run.register(), LifeRig.person(LifeRig.LI), "medical-follow-up", "01TRACE");
        assertThat(rig.state.expired(Long.MAX_VALUE, 100)).isNotEmpty();
        rig.pass(Duration.ofDays(400));
        run.sweeper().sweep();
        assertThat(rig.state.expired(Long.MAX_VALUE, 100)).isEmpty();
    }

    static ExchangeEvent.Intent intent(String route) {
        Access access = new Access(
                "01TRACE",
                "health-declare",
                route,
                ProcessingOperation.COLLECT,
                PolicyRef.NONE,
                Parties.NONE,
                Actor.SUBJECT,
                Optional.empty(),
                LegalBasis.NONE,
                TaggedSubjects.NONE,
                List.of());
        return new ExchangeEvent.Intent(access, EVENT, "", 100);
    }
}
