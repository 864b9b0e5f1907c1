package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.AuditSettings;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.pki.Ed25519Key;
import io.fieldgate.guard.RevealMeter.Grant;
import io.fieldgate.policy.AppLimits.Rate;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.RevealRule.Beyond;
import io.fieldgate.policy.Role;
import io.fieldgate.state.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevealMeterTest {
    private static final Instant NOW = GuardRig.START; // 10:00 in Shanghai
    private static final AppPolicy APP =
            GuardRig.app("health-declare", new Rate(10, Duration.ofMinutes(1)), Optional.empty());
    private static final Role DOCTOR = new Role("community-doctor", "district-hospital", "doctor", Map.of());
    private static final Caller WANG = caller("staff-1");
    private static final Caller ZHAO = caller("staff-2");

    private final AuditLog log;
    private final RevealMeter meter;

    RevealMeterTest(@TempDir Path place) {
        log = open(place);
        meter = RevealMeter.open(log, new MemoryStore());
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void persons_areCountedOncePerCaller() {
        assertThat(reserve(WANG, Beyond.REFUSE, 0, 1, 2)).isEqualTo(Grant.FULL);
        assertThat(reserve(WANG, Beyond.REFUSE, 0, 1, 2)).isEqualTo(Grant.FULL); // looking again is free
        assertThat(reserve(WANG, Beyond.REFUSE, 3)).isEqualTo(Grant.OVER_BLOCK);
        assertThat(reserve(WANG, Beyond.REFUSE, 2)).isEqualTo(Grant.FULL);
        assertThat(reserve(ZHAO, Beyond.REFUSE, 3, 4, 5)).isEqualTo(Grant.FULL);
    }

    @Test
    void caller_isOneReaderInAllHisRoles_andEachBlockBoundsTheSum() {
        RevealRule courier = new RevealRule(
                new Role("courier", "district-hospital", "courier", Map.of()),
                "supply",
                Map.of(),
                Map.of(),
                Optional.empty(),
                OptionalInt.of(5),
                Beyond.REFUSE,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                2);
        assertThat(reserve(WANG, Beyond.REFUSE, 0, 1, 2)).isEqualTo(Grant.FULL);
        assertThat(meter.reserve(APP, courier, WANG, persons(0, 3, 4), NOW)).isEqualTo(Grant.FULL);
        assertThat(meter.reserve(APP, courier, WANG, persons(5), NOW)).isEqualTo(Grant.OVER_BLOCK);
        assertThat(reserve(WANG, Beyond.REFUSE, 5)).isEqualTo(Grant.OVER_BLOCK);
    }

    @Test
    void answerThatIsTooLarge_reservesNobody() {
        assertThat(reserve(WANG, Beyond.REFUSE, 0, 1, 2, 3)).isEqualTo(Grant.OVER_BLOCK);
        assertThat(reserve(WANG, Beyond.REFUSE, 4, 5, 6)).isEqualTo(Grant.FULL);
    }

    @Test
    void beyond_masksWhereTheRegisterSaysSo_andAlertsOnce() {
        assertThat(reserve(WANG, Beyond.MASK, 0, 1, 2)).isEqualTo(Grant.FULL);
        assertThat(reserve(WANG, Beyond.MASK, 3)).isEqualTo(Grant.MASK);
        assertThat(reserve(WANG, Beyond.MASK, 3)).isEqualTo(Grant.MASK);
        log.settled(Duration.ofSeconds(10));
        AtomicInteger alerts = new AtomicInteger();
        log.reader().forEach(0, Long.MAX_VALUE, leaf -> {
            alerts.addAndGet(isAlert(leaf) ? 1 : 0);
            return true;
        });
        assertThat(alerts.get()).isEqualTo(1);
    }

    @Test
    void day_isTheZonesDay() {
        reserve(WANG, Beyond.REFUSE, 0, 1, 2);
        Instant lastSecond = Instant.parse("2020-02-20T15:59:59Z");
        assertThat(reserveAt(WANG, lastSecond, 3)).isEqualTo(Grant.OVER_BLOCK);
        assertThat(reserveAt(WANG, lastSecond.plusSeconds(1), 3)).isEqualTo(Grant.FULL);
    }

    @Test
    void restart_countsTooManyRatherThanTooFew() {
        meter.restore(APP, "staff-1", "district-hospital", NOW, 2);
        meter.restore(APP, "", "", NOW, 1);
        assertThat(reserve(WANG, Beyond.REFUSE, 0, 1)).isEqualTo(Grant.OVER_BLOCK);
        assertThat(reserve(WANG, Beyond.REFUSE, 0)).isEqualTo(Grant.FULL);
        assertThat(reserve(ZHAO, Beyond.REFUSE, 0, 1, 2)).isEqualTo(Grant.FULL);
    }

    @Test
    void restart_readsTheDaysLeaves() {
        log.append(reveal("staff-1", 1, 2)); // two of the three were records of nobody
        log.append(reveal("staff-2", 1, 0));
        log.settled(Duration.ofSeconds(10));
        RevealMeter next = RevealMeter.open(log, new MemoryStore());
        next.restore(log.reader(), Map.of("health-declare", APP), NOW);
        RevealRule rule = rule(OptionalInt.of(3), Beyond.REFUSE);
        assertThat(next.reserve(APP, rule, WANG, persons(9), NOW)).isEqualTo(Grant.OVER_BLOCK);
        assertThat(next.reserve(APP, rule, ZHAO, persons(8, 9), NOW)).isEqualTo(Grant.FULL);
        RevealMeter tomorrow = RevealMeter.open(log, new MemoryStore());
        tomorrow.restore(log.reader(), Map.of("health-declare", APP), NOW.plus(Duration.ofHours(14)));
        assertThat(tomorrow.reserve(APP, rule, WANG, persons(9), NOW.plus(Duration.ofHours(14))))
                .isEqualTo(Grant.FULL);
    }

    private static AuditEvent reveal(String staff, int distinct, int unnamed) {
        Access access = new Access(
                "01TRACE",
                "health-declare",
                "GET /api/declarations",
                ProcessingOperation.READ,
                PolicyRef.NONE,
                Parties.NONE,
                new Actor(staff, "district-hospital", "community-doctor", "jti:0"),
                Optional.empty(),
                LegalBasis.of("follow-up", "consent"),
                new TaggedSubjects(List.of(), distinct, unnamed),
                List.of());
        return new ExchangeEvent.Reveal(access, ExchangeEvent.Justification.NONE, -1, "ok", 256);
    }

    @Test
    void ruleWithoutLimit_countsNobody() {
        RevealRule open = rule(OptionalInt.empty(), Beyond.REFUSE);
        assertThat(meter.reserve(APP, open, WANG, persons(0, 1, 2, 3, 4), NOW)).isEqualTo(Grant.FULL);
    }

    private Grant reserve(Caller caller, Beyond beyond, int... persons) {
        return meter.reserve(APP, rule(OptionalInt.of(3), beyond), caller, persons(persons), NOW);
    }

    private Grant reserveAt(Caller caller, Instant at, int... persons) {
        return meter.reserve(APP, rule(OptionalInt.of(3), Beyond.REFUSE), caller, persons(persons), at);
    }

    private static boolean isAlert(Leaf leaf) {
        return leaf.is(LeafKind.ALERT)
                && leaf.text("rule").equals("at-most")
                && leaf.text("actor", "id").equals("staff-1");
    }

    private static RevealRule rule(OptionalInt atMost, Beyond beyond) {
        return new RevealRule(
                DOCTOR,
                "follow-up",
                Map.of(),
                Map.of(),
                Optional.empty(),
                atMost,
                beyond,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                1);
    }

    private static Set<SubjectRef> persons(int... numbers) {
        Set<SubjectRef> persons = new HashSet<>();
        for (int number : numbers) {
            persons.add(new SubjectRef(1, number));
        }
        return persons;
    }

    private static Caller caller(String id) {
        return new Caller(
                id,
                "community-doctor",
                "district-hospital",
                "follow-up",
                Set.of("follow-up"),
                Map.of(),
                Optional.empty(),
                "jti:1");
    }

    private static AuditLog open(Path folder) {
        SecureRandom random = new SecureRandom();
        Ed25519Key key = Ed25519Key.loadOrCreate(folder.resolve("log-key"), random);
        LogSigner signer = new LogSigner(key.publicKey(), key::sign);
        AuditSettings settings = AuditSettings.of(
                        folder.resolve("audit"), "log.example/fieldgate/test/n1/g1", "n1", "0.1.0")
                .withSegmentBytes(1 << 20)
                .withAppendDeadline(Duration.ofSeconds(10));
        return AuditLog.open(
                settings, signer, new MemoryStore(), () -> NOW, random, new SimpleMeterRegistry(), () -> {});
    }
}
