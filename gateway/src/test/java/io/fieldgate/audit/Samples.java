package io.fieldgate.audit;

import io.fieldgate.audit.log.Rig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One event of every kind.
public final class Samples {
    public static final KeyObject BUCKET = new KeyObject("bucket", "city-1", "t07-202602101600");

    private Samples() {}

    public static List<AuditEvent> all() {
        Access access = Rig.access("x1", ProcessingOperation.COLLECT);
        Destruction destruction = new Destruction(
                List.of(1_700_000_000L, 1_700_086_400L),
                Map.of("health-declare/mobile", 1204L),
                Map.of("read", "404", "canary", "400"),
                Map.of("os", 1_700_000_001L),
                Map.of("health-declare", 2L),
                List.of("n1"),
                "dev:AAAA",
                Rig.POLICY_SHA,
                Map.of("custodianSnapshots", "PT24H"));
        return List.of(
                new ExchangeEvent.Intent(access, "01JHW0000000000000000000", Rig.POLICY_SHA, 1),
                Rig.outcome("x1", 3),
                new ExchangeEvent.Outcome("x1", "health-declare", 3, "unknown", -1, -1),
                Rig.reveal("x1", 3),
                new ExchangeEvent.Reveal(
                        Rig.access("x2", ProcessingOperation.SHARE), ExchangeEvent.Justification.NONE, -1, "ok", 900),
                new ExchangeEvent.Deny(access, "undeclared", "MIN-01", 7),
                new ExchangeEvent.Deny(
                        new Access(
                                "x3",
                                "health-declare",
                                "",
                                ProcessingOperation.COLLECT,
                                PolicyRef.NONE,
                                Parties.NONE,
                                Actor.NOBODY,
                                Optional.empty(),
                                LegalBasis.NONE,
                                TaggedSubjects.NONE,
                                List.of()),
                        "no-caller",
                        ""),
                new ExchangeEvent.Consent(access, "given", "c-7Qm4", List.of("medical-follow-up")),
                new RetentionEvent.KeyCreate(BUCKET, Rig.POLICY_SHA, "dev:AAAA", ""),
                new RetentionEvent.ShredIntent(BUCKET, "expiry", destruction),
                new RetentionEvent.ShredDone(9, BUCKET, "expiry", "destroyed", destruction),
                new RetentionEvent.EraseIntent(
                        "e-1",
                        "city-epidemic",
                        List.of("r1", "r2"),
                        List.of(1, 2),
                        Actor.SUBJECT,
                        "C-2020/17",
                        "2020-03-01"),
                new GovernanceEvent.Ask(
                        "0QX4ASK",
                        "reveal",
                        "health-declare",
                        "medical-follow-up",
                        new Actor("staff-1", "bureau", "clerk", "jti:1"),
                        "D-2020-7",
                        "call-back"),
                new GovernanceEvent.Approval(
                        "0QX4ASK",
                        "reveal",
                        "health-declare",
                        new Actor("staff-2", "bureau", "clerk", "jti:2"),
                        1_582_164_600L),
                new RetentionEvent.EraseDone(
                        11, "e-1", "city-epidemic", Map.of("rows", 2L), Map.of("health-declare", 1L)),
                new RetentionEvent.ClockEvent("disagree", Map.of("os", 1_700_000_000L), -301),
                new GovernanceEvent.PolicyLoad(
                        new PolicyRef("health-declare", 7, Rig.POLICY_SHA),
                        "health-declare",
                        new Parties("district-health-bureau", "hosting-firm"),
                        "张某 \"privacy\"@health.example",
                        List.of(new GovernanceEvent.FieldForm("name", "encrypted", "P14D")),
                        List.of("officer-1")),
                new GovernanceEvent.PolicyReject(PolicyRef.NONE, "health-declare", List.of("MIN-01", "RET-03")),
                new GovernanceEvent.Campaign(
                        "covid-2020",
                        "declare",
                        "screening-ended",
                        1_700_000_000L,
                        List.of(new Actor("officer-1", "bureau", "officer", ""))),
                new GovernanceEvent.Query(
                        new Actor("aud-1", "audit-office", "auditor", ""),
                        "C-1",
                        "who",
                        "mobile",
                        0,
                        9,
                        1,
                        40,
                        TaggedSubjects.NONE),
                new GovernanceEvent.Export(new Actor("aud-1", "audit-office", "auditor", ""), "", "ndjson", 0, 9, 9),
                new GovernanceEvent.Alert("record-mixed", "health-declare", Actor.NOBODY, "", 1, 0, List.of("name")),
                new LogEvent.Boot("0.1.0", 17, 0, "crash", 36),
                new LogEvent.Close(2),
                new LogEvent.Heartbeat(),
                new LogEvent.Fork("log.example/old", 9, Rig.POLICY_SHA, "disk-lost"),
                new LogEvent.DayClose("2020-02-20", Map.of("intent", 2L), Map.of("health-declare", 2L), 1));
    }
}
