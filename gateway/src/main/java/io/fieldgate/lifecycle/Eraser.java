package io.fieldgate.lifecycle;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.RetentionEvent.EraseDone;
import io.fieldgate.audit.RetentionEvent.EraseIntent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.lifecycle.DueRow.Reason;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Erases one person: intent leaf, rows gone, due rows due now, done leaf. Whether the person exists or not, the same
/// is answered and the same is done: of somebody unknown the leaves name a row that nobody has.
///
/// The log is the redo list: every step after the `erase.intent` leaf can be repeated from what that leaf says,
/// and is, at boot.
/// Each scope gets an erase id of its own, so that the log links no scopes.
/// Errors: `AuditUnavailable`, `StateUnavailable`, `KeysUnavailable`. Thread rule: safe for many threads;
/// blocks on the log.
public final class Eraser {
    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

    /// @param erasureId random id named in both leaves, one for each scope erased in, joined by `+`
    /// @param owed `erases` calls the apps have not confirmed yet
    public record Receipt(String erasureId, int owed) {}

    /// What becomes of the records an app can read.
    enum Records {
        DUE_NOW,
        STAY
    }

    /// An erasure whose `erase.intent` leaf is durable. @param index of that leaf
    private record Begun(long index, ErasePlan plan) {}

    private final StateStore state;
    private final AuditLog log;
    private final DeletionObligations records;
    private final ConsentTable consents;
    private final EventIds ids;
    private final Failpoint failpoint;
    private final Queue<Begun> unfinished = new ConcurrentLinkedQueue<>();

    private Eraser(StateStore state, AuditLog log, DeletionObligations records, EventIds ids, Failpoint failpoint) {
        this.state = state;
        this.log = log;
        this.records = records;
        this.consents = new ConsentTable(state);
        this.ids = ids;
        this.failpoint = failpoint;
    }

    public static Eraser open(StateStore state, AuditLog log, DeletionObligations records, EventIds ids) {
        return open(state, log, records, ids, Failpoint.NONE);
    }

    static Eraser open(StateStore state, AuditLog log, DeletionObligations records, EventIds ids, Failpoint failpoint) {
        return new Eraser(state, log, records, ids, failpoint);
    }

    /// In every scope of the tenant. @param actor who asked @param caseNumber as the leaf takes it, may be empty
    public Receipt erase(
            TenantKeys domain, String type, String normalized, String trace, Actor actor, String caseNumber) {
        List<String> named = new ArrayList<>();
        int owed = 0;
        for (Scope scope : domain.scopes()) {
            ErasePlan plan = planned(domain, scope, type, normalized);
            owed += run(plan, actor, caseNumber);
            named.add(plan.eraseId());
        }
        LOG.atInfo()
                .addKeyValue("trace", trace)
                .addKeyValue("count", named.size())
                .log("An erasure is done.");
        return new Receipt(String.join("+", named), owed);
    }

    private ErasePlan planned(TenantKeys domain, Scope scope, String type, String normalized) {
        Optional<Subject> known = domain.subjects().find(scope, type, normalized);
        if (known.isEmpty()) {
            return ErasePlan.ofPerson(
                    ids.next(), domain, scope, domain.subjects().nobody(scope));
        }
        try (Subject person = known.get()) {
            return ErasePlan.ofPerson(ids.next(), domain, scope, person.ref());
        }
    }

    /// What one app holds of one person in some classes of values.
    Receipt eraseClasses(
            String app, AppKeys keys, SubjectRef person, Set<Integer> classes, Records fate, String trace) {
        TenantKeys domain = keys.domain();
        ErasePlan plan =
                ErasePlan.ofClasses(ids.next(), domain, domain.scope(person.scopeSlot()), person, classes, app, fate);
        int owed = run(plan, Actor.SUBJECT, "");
        LOG.atInfo()
                .addKeyValue("trace", trace)
                .addKeyValue("app", app)
                .addKeyValue("count", owed)
                .log("What one app held of a person is erased.");
        return new Receipt(plan.eraseId(), owed);
    }

    private int run(ErasePlan plan, Actor actor, String caseNumber) {
        EraseIntent intent = new EraseIntent(
                plan.eraseId(),
                plan.scope().name(),
                List.of(plan.handle()),
                List.copyOf(plan.classes()),
                actor,
                caseNumber,
                "");
        return completeOrKeep(new Begun(log.append(intent).index(), plan));
    }

    /// Goes on with an erasure whose intent is durable; repeating it does no harm.
    void resume(long index, ErasePlan plan) {
        completeOrKeep(new Begun(index, plan));
    }

    /// Does the erasing of a leaf again without a new leaf: the state may be older than the log.
    void reapply(ErasePlan plan) {
        apply(plan);
    }

    /// Erasures that failed half way in this process, once more.
    void finishOpen() {
        for (Begun begun = unfinished.poll(); begun != null; begun = unfinished.poll()) {
            completeOrKeep(begun);
        }
    }

    private int completeOrKeep(Begun begun) {
        try {
            failpoint.after("erase.intent");
            return complete(begun);
        } catch (RuntimeException halfWay) {
            unfinished.add(begun); // the next sweep goes on from its leaf; the caller learns of the failure
            throw halfWay;
        }
    }

    private int complete(Begun begun) {
        ErasePlan plan = begun.plan();
        Map<String, Long> destroyed = new TreeMap<>();
        int owed = apply(plan, destroyed);
        Map<String, Long> owing = new TreeMap<>();
        plan.app().ifPresent(app -> owing.put(app, (long) owed));
        if (plan.app().isEmpty() && owed > 0) {
            owing.put("all", (long) owed);
        }
        log.append(new EraseDone(begun.index(), plan.eraseId(), plan.scope().name(), destroyed, owing));
        return owed;
    }

    private void apply(ErasePlan plan) {
        apply(plan, new TreeMap<>());
    }

    private int apply(ErasePlan plan, Map<String, Long> destroyed) {
        if (plan.isWholePerson()) {
            destroyed.put("subjects", plan.domain().subjects().erase(plan.person()) ? 1L : 0L);
        } else {
            for (int erasureClass : plan.classes()) {
                plan.domain().subjects().eraseClass(plan.person(), erasureClass);
            }
            destroyed.put("classes", (long) plan.classes().size());
        }
        failpoint.after("erase.rows");
        int owed = 0;
        if (plan.records() == Records.DUE_NOW) {
            destroyed.put("consents", (long) consents.forget(plan.person(), plan.app()));
            Reason reason = Reason.ERASURE;
            owed = records.dueNow(plan.domain().tenant().slot(), plan.person(), plan.app(), reason);
        }
        state.scrub();
        failpoint.after("erase.state");
        return owed;
    }

    ConsentTable consents() {
        return consents;
    }
}
