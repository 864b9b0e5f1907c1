package io.fieldgate.audit;

import io.fieldgate.audit.log.Rig;
import java.util.List;
import java.util.Map;

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
                new AuditEvent.Intent(access, "01JHW0000000000000000000", Rig.POLICY_SHA, 1),
                Rig.outcome("x1", 3),
                new AuditEvent.Outcome("x1", "health-declare", 3, "unknown", -1, -1),
                Rig.reveal("x1", 3),
                new AuditEvent.Reveal(Rig.access("x2", ProcessingOperation.SHARE), -1, "ok", 900),
                new AuditEvent.Deny(access, "undeclared", "MIN-01", 7),
                new AuditEvent.Deny(
                        new Access(
                                "x3",
                                "health-declare",
                                "",
                                ProcessingOperation.COLLECT,
                                PolicyRef.NONE,
                                Parties.NONE,
                                Actor.NOBODY,
                                LegalBasis.NONE,
                                TaggedSubjects.NONE,
                                List.of()),
                        "no-caller",
                        ""),
                new AuditEvent.Consent(access, "given", "c-7Qm4", List.of("medical-follow-up")),
                new AuditEvent.KeyCreate(BUCKET, Rig.POLICY_SHA, "dev:AAAA", ""),
                new AuditEvent.ShredIntent(BUCKET, "expiry", destruction),
                new AuditEvent.ShredDone(9, BUCKET, "expiry", "destroyed", destruction),
                new AuditEvent.EraseIntent(
                        "e-1",
                        "city-epidemic",
                        List.of("r1", "r2"),
                        List.of(1, 2),
                        Actor.SUBJECT,
                        "C-2020/17",
                        "2020-03-01"),
                new AuditEvent.EraseDone(11, "e-1", "city-epidemic", Map.of("rows", 2L), Map.of("health-declare", 1L)),
                new AuditEvent.ClockEvent("disagree", Map.of("os", 1_700_000_000L), -301),
                new AuditEvent.PolicyLoad(
                        new PolicyRef("health-declare", 7, Rig.POLICY_SHA),
                        "health-declare",
                        new Parties("district-health-bureau", "hosting-firm"),
                        "张某 \"privacy\"@health.example",
                        List.of(new AuditEvent.FieldForm("name", "encrypted", "P14D")),
                        List.of("officer-1")),
                new AuditEvent.PolicyReject(PolicyRef.NONE, "health-declare", List.of("MIN-01", "RET-03")),
                new AuditEvent.Campaign(
                        "covid-2020",
                        "declare",
                        "screening-ended",
                        1_700_000_000L,
                        List.of(new Actor("officer-1", "bureau", "officer", ""))),
                new AuditEvent.Query(
                        new Actor("aud-1", "audit-office", "auditor", ""),
                        "C-1",
                        "who",
                        "mobile",
                        0,
                        9,
                        1,
                        40,
                        TaggedSubjects.NONE),
                new AuditEvent.Export(new Actor("aud-1", "audit-office", "auditor", ""), "", "ndjson", 0, 9, 9),
                new AuditEvent.Alert("record-mixed", "health-declare", Actor.NOBODY, 1, 0, List.of("name")),
                new AuditEvent.Boot("0.1.0", 17, 0, "crash", 36),
                new AuditEvent.Close(2),
                new AuditEvent.Heartbeat(),
                new AuditEvent.Fork("log.example/old", 9, Rig.POLICY_SHA, "disk-lost"),
                new AuditEvent.DayClose("2020-02-20", Map.of("intent", 2L), Map.of("health-declare", 2L), 1));
    }
}
