package io.fieldgate.lifecycle;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.SubjectTags;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.EndedBy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.state.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Consent given and withdrawn by the person, with leaf and effect before it returns.
/// Errors: `AuditUnavailable`, `StateUnavailable`, `KeysUnavailable`. Thread rule: safe for many threads;
/// blocks on the log.
public final class Consents {
    private static final String GIVING = "POST /.fieldgate/consent";
    private static final String WITHDRAWING = "DELETE /.fieldgate/consent";
    private static final String BASIS = "consent";

    private final ConsentTable table;
    private final AuditLog log;
    private final TrustedClock clock;
    private final Eraser eraser;
    private final EventIds ids;

    private Consents(ConsentTable table, AuditLog log, TrustedClock clock, Eraser eraser, EventIds ids) {
        this.table = table;
        this.log = log;
        this.clock = clock;
        this.eraser = eraser;
        this.ids = ids;
    }

    public static Consents open(Eraser eraser, AuditLog log, TrustedClock clock, EventIds ids) {
        return new Consents(eraser.consents(), log, clock, eraser, ids);
    }

    public Set<String> inForce(AppPolicy app, SubjectRef person) {
        boolean any = app.duties().purposes().keySet().stream().anyMatch(app::restsOnConsent);
        return any ? table.inForce(person, app.name()) : Set.of();
    }

    /// @param purpose a purpose of this register that rests on consent
    /// @param trace id of the exchange, for the leaf
    /// @return the consent's random id
    /// @throws IllegalArgumentException when the purpose rests on something else, or the credential names no
    /// person that fits
    public String give(RegisterInForce register, Caller caller, String purpose, String trace) {
        AppPolicy app = register.policy();
        String value = checked(app, caller, purpose);
        Instant now = clock.earliest();
        try (Subject person = SubjectEnrolment.enrol(register, value, now)) {
            String id = ids.next();
            TaggedSubjects named = SubjectEnrolment.inLeaf(register, person, now);
            Optional<SubjectTags> self = PersonTags.of(register, value, now);
            long leaf = log.append(leaf(app, self, named, "given", id, purpose, trace))
                    .index();
            table.give(person.ref(), app.name(), purpose, id, leaf, endOf(app));
            return id;
        }
    }

    /// Ends the purpose at once: fields without another purpose die; readable ones by the app's `erases` route.
    /// A person the app does not know has nothing to withdraw, and gets the same answer.
    /// @throws IllegalArgumentException when the purpose rests on something else
    public void withdraw(RegisterInForce register, Caller caller, String purpose, String trace) {
        AppPolicy app = register.policy();
        mustRestOnConsent(app, purpose);
        Optional<String> value = app.ownValue(caller, clock.latest());
        Optional<Subject> known = value.flatMap(own -> SubjectEnrolment.find(register, own));
        if (known.isEmpty()) {
            return;
        }
        try (Subject person = known.get()) {
            SubjectRef ref = person.ref();
            String id = table.find(ref, app.name(), purpose)
                    .map(ConsentTable.Consent::id)
                    .orElseGet(ids::next);
            TaggedSubjects named = SubjectEnrolment.inLeaf(register, person, clock.earliest());
            Optional<SubjectTags> self = PersonTags.of(register, value.orElseThrow(), clock.earliest());
            long leaf = log.append(leaf(app, self, named, "withdrawn", id, purpose, trace))
                    .index();
            table.withdraw(ref, app.name(), purpose, id, leaf, endOf(app), new byte[] {1});
            finish(register, ref, purpose, trace);
        }
    }

    /// Redoes what a crash left of withdrawals. @param apps by name; withdrawals of others wait for their app
    void resume(Map<String, RegisterInForce> apps) {
        for (Row row : table.unfinished()) {
            List<String> names = ConsentTable.names(row.key());
            RegisterInForce app = apps.get(names.get(0));
            if (app != null) {
                finish(app, ConsentTable.person(row.key()), names.get(1), ids.next());
            }
        }
    }

    private void finish(RegisterInForce register, SubjectRef person, String purpose, String trace) {
        AppPolicy app = register.policy();
        Set<String> left = table.inForce(person, app.name());
        Set<Integer> dying = new TreeSet<>();
        boolean byApp = false;
        for (FieldRule field : app.fields()) {
            Set<String> needs = AppKeys.consentPurposes(app, field);
            if (needs.contains(purpose) && needs.stream().noneMatch(left::contains)) {
                dying.add(register.keys().erasureClass(field.slot()));
                byApp |= field.endedBy() == EndedBy.APP;
            }
        }
        if (!dying.isEmpty()) {
            Eraser.Records records = byApp ? Eraser.Records.DUE_NOW : Eraser.Records.STAY;
            eraser.eraseClasses(app.name(), register.keys(), person, dying, records, trace);
        }
        table.done(person, app.name(), purpose);
    }

    /// Whether the caller's credential names a person in the way this register does; only then can he give a consent.
    public boolean names(AppPolicy app, Caller caller) {
        return app.ownValue(caller, clock.latest()).isPresent();
    }

    private static void mustRestOnConsent(AppPolicy app, String purpose) {
        if (!app.restsOnConsent(purpose)) {
            throw new IllegalArgumentException("The purpose does not rest on consent in this register.");
        }
    }

    private String checked(AppPolicy app, Caller caller, String purpose) {
        mustRestOnConsent(app, purpose);
        return app.ownValue(caller, clock.latest())
                .orElseThrow(() -> new IllegalArgumentException("The credential names no person this register knows."));
    }

    private static ExchangeEvent.Consent leaf(
            AppPolicy app,
            Optional<SubjectTags> caller,
            TaggedSubjects named,
            String act,
            String id,
            String purpose,
            String trace) {
        Parties parties = new Parties(
                app.duties().accountable().collector(),
                app.duties().accountable().processors().stream().findFirst().orElse(""));
        Access access = new Access(
                trace,
                app.name(),
                act.equals("given") ? GIVING : WITHDRAWING,
                ProcessingOperation.COLLECT,
                new PolicyRef(app.name(), 0, app.head().digest()),
                parties,
                Actor.SUBJECT,
                caller,
                new LegalBasis(purpose, BASIS, id, ""),
                named,
                List.of());
        return new ExchangeEvent.Consent(access, act, id, List.of(purpose));
    }

    /// Nothing can rest on a consent once the last value taken for its register is dead.
    private static long endOf(AppPolicy app) {
        Instant end = app.campaignEnd().orElse(app.duties().sunset().plus(app.longestLife()));
        return end.getEpochSecond();
    }
}
