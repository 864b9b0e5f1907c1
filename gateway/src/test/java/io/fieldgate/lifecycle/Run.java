package io.fieldgate.lifecycle;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.AuditSettings;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.crypto.ExpiryGrid;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.crypto.custodian.KeyCustodians;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.crypto.pki.Ed25519Key;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.RegisterInForce;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One process: everything the wiring would open, in its order, recovery included. Closing it is its end, clean
/// or not.
record Run(
        LifeRig rig,
        KeyCustodian custodian,
        ClockQuorum clock,
        AuditLog log,
        TenantKeys domain,
        RegisterInForce register,
        DeletionObligations records,
        Eraser eraser,
        Consents consents,
        Standings standings,
        DeclaredEvents events,
        Sweeper sweeper,
        int findings)
        implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String ORIGIN = "log.example/fieldgate/test/n1/g1";

    static Run on(LifeRig rig) {
        ClockQuorum clock = ClockQuorum.open(
                List.of(new ClockQuorum.Source("os", rig.os), new ClockQuorum.Source("custodian", rig.second)),
                ClockQuorum.Needed.TWO_SOURCES,
                rig.state,
                rig.nanos::get);
        KeyCustodian custodian = KeyCustodians.open(
                "file:" + rig.folder.resolve("keyring"),
                rig.folder.resolve("wrapping"),
                rig.state,
                rig.second,
                rig.random);
        AuditSettings settings = new AuditSettings(
                rig.folder.resolve("audit"),
                ORIGIN,
                "n1",
                "0.1.0",
                1 << 20,
                Duration.ofSeconds(10),
                Duration.ofMillis(20),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ZERO,
                36);
        AuditLog log = AuditLog.open(
                settings, signer(rig), rig.state, clock::latest, rig.random, new SimpleMeterRegistry(), () -> {});
        TenantKeys domain = TenantKeys.open(
                new Tenant("city-1", 7, ZONE),
                rig.state,
                custodian,
                clock,
                row -> log.append(new RetentionEvent.KeyCreate(
                        new KeyObject("bucket", "city-1", row.name()), row.commitment(), row.canary(), "")),
                rig.random,
                null);
        EventIds ids = new EventIds(rig.os, rig.random);
        DeletionObligations records = DeletionObligations.open(rig.state, clock);
        Eraser eraser = Eraser.open(rig.state, log, records, ids, rig.killing);
        Consents consents = Consents.open(eraser, log, clock, ids);
        DeclaredEvents events = DeclaredEvents.open(rig.state, log, List.of(domain));
        Sweeper sweeper = new Sweeper(
                List.of(domain),
                clock,
                rig.state,
                log,
                records,
                eraser,
                SweepSettings.of("n1", Map.of("custodianSnapshots", "PT0S")),
                new SimpleMeterRegistry(),
                rig.killing);
        ResumeAtBoot resumeAtBoot = ResumeAtBoot.open(List.of(domain), sweeper, eraser, consents, events, records);
        OpenIntents open = OpenIntents.from(log.recovered());
        resumeAtBoot.beforePolicies(open);
        RegisterInForce register = RegisterInForce.of(LifeRig.DECLARE, domain);
        Map<String, RegisterInForce> apps = Map.of(LifeRig.DECLARE.name(), register);
        int findings = resumeAtBoot.afterPolicies(open, apps);
        sweeper.serve(apps, rig.backend);
        return new Run(
                rig,
                custodian,
                clock,
                log,
                domain,
                register,
                records,
                eraser,
                consents,
                Standings.open(consents, clock),
                events,
                sweeper,
                findings);
    }

    private static LogSigner signer(LifeRig rig) {
        Ed25519Key key = Ed25519Key.loadOrCreate(rig.folder.resolve("log-key"), rig.random);
        return new LogSigner(key.publicKey(), key::sign);
    }

    @Override
    public void close() {
        log.close();
        domain.close();
        custodian.close();
    }

    Run restart() {
        close();
        return rig.start();
    }

    AppKeys keys() {
        return register.keys();
    }

    /// A value of one person, or of nobody, sealed for a while under the field `mobile` of the register.
    String seal(Optional<String> person, Duration life, String value) {
        Instant now = clock.earliest();
        int minute = ExpiryGrid.deathMinute(now, now.plus(life), ZONE);
        int field = LifeRig.DECLARE.fields().stream()
                .filter(one -> one.name().equals("mobile"))
                .findFirst()
                .orElseThrow()
                .slot();
        SealTarget to =
                new SealTarget("health-declare", "mobile", minute, keys().scope(), 0, keys().erasureClass(field));
        Plaintext plaintext = new Plaintext(Plaintext.TEXT, value.getBytes(StandardCharsets.UTF_8));
        if (person.isEmpty()) {
            return domain.sealer().seal(to, null, plaintext);
        }
        try (Subject subject = SubjectEnrolment.enrol(register, person.get(), now)) {
            return domain.sealer().seal(to, subject, plaintext);
        }
    }

    /// Whether a token opens here and now.
    boolean opens(String token) {
        return domain.sealer().open(domain.sealer().parse(token).orElseThrow(), "health-declare", "mobile")
                instanceof OpenResult.Value;
    }

    KeyRow key(KeyId.Kind kind, int number) {
        return domain.keys().stream()
                .filter(row -> row.id().equals(new KeyId(kind, 7, number)))
                .findFirst()
                .orElseThrow();
    }

    /// Every leaf so far of the given kinds, in order.
    List<Leaf> leaves(String... kinds) {
        log.settled(Duration.ofSeconds(10));
        List<Leaf> found = new ArrayList<>();
        log.reader().forEach(0, Long.MAX_VALUE, leaf -> {
            if (Set.of(kinds).contains(leaf.text("kind"))) {
                found.add(leaf);
            }
            return true;
        });
        return found;
    }

    /// Leaves of a kind about one object.
    long count(String kind, String object) {
        return leaves(kind).stream()
                .filter(leaf -> leaf.text("object", "name").equals(object))
                .count();
    }
}
