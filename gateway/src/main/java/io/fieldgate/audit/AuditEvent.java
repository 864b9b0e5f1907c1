package io.fieldgate.audit;

import java.util.List;
import java.util.Map;

/// Everything the log can say, one record per leaf kind. A personal value does not fit in: texts have bounded
/// shapes ([LeafText]), persons are keyed tags, and a constructor throws [IllegalArgumentException] on anything
/// else, which closes the gate.
/// Absent text is the empty string; absent numbers are -1.
public sealed interface AuditEvent {

    LeafKind kind();

    /// Index of the leaf that this one closes or follows, -1 for none.
    default long of() {
        return -1;
    }

    /// Before bytes go to a backend.
    /// @param id event id, also the `Idempotency-Key`; empty lets the log make one
    /// @param receiptSha base64url SHA-256 of the citizen's receipt; empty without one
    /// @param bytes size of what is sent
    record Intent(Access access, String id, String receiptSha, long bytes) implements AuditEvent {
        public Intent {
            LeafText.idOrNone("id", id);
            LeafText.base64urlOrNone("rcpt", receiptSha, 32);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.INTENT;
        }
    }

    /// The backend answered (`ok`), failed (`failed`, `timeout`), or nobody knows (`unknown`, written at boot);
    /// `withheld` closes a leaf that became durable after its exchange had already been refused.
    /// @param of index of the `intent` (or `reveal`) it closes
    /// @param status the backend's HTTP status, -1 without one
    record Outcome(String trace, String app, long of, String out, int status, long bytes) implements AuditEvent {
        public Outcome {
            LeafText.id("trace", trace);
            LeafText.declaredName("app", app);
            LeafText.code("out", out);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.OUTCOME;
        }
    }

    /// Before any governed field reaches a reader, the person himself and a service that is asked (op `share`)
    /// included.
    /// @param of index of the exchange's `intent`, -1 where nothing was sent to a backend before
    record Reveal(Access access, long of, String out, long bytes) implements AuditEvent {
        public Reveal {
            LeafText.code("out", out);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.REVEAL;
        }
    }

    /// A refusal once an app is known. @param out name of the problem @param rule id of the rule that refused,
    /// may be empty
    /// @param count more than 1 where repeats were coalesced
    record Deny(Access access, String out, String rule, int count) implements AuditEvent {
        public Deny {
            LeafText.code("out", out);
            LeafText.codeOrNone("rule", rule);
            LeafText.count("count", count);
        }

        public Deny(Access access, String out, String rule) {
            this(access, out, rule, 1);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.DENY;
        }
    }

    /// @param act `given` or `withdrawn` @param consent random id of the consent
    record Consent(Access access, String act, String consent, List<String> purposes) implements AuditEvent {
        public Consent {
            LeafText.code("act", act);
            LeafText.id("consent", consent);
            purposes = LeafText.ids("purposes", purposes);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.CONSENT;
        }
    }

    /// A key was born. @param commitment base64url of 32 bytes @param vkey verifier key of a new log signer,
    /// else empty
    record KeyCreate(KeyObject object, String commitment, String canary, String vkey) implements AuditEvent {
        public KeyCreate {
            LeafText.base64urlOrNone("commit", commitment, 32);
            LeafText.canaryOrNone(canary);
            LeafText.policyText("vkey", vkey);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.KEY_CREATE;
        }
    }

    /// Before a key is destroyed, or an app is told to delete a record. @param reason `expiry`, `campaign-end`,
    /// `event`, `hold-end`, ...
    record ShredIntent(KeyObject object, String reason, Destruction destruction) implements AuditEvent {
        public ShredIntent {
            LeafText.code("reason", reason);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.SHRED_INTENT;
        }
    }

    /// The destruction certificate. @param of index of the `shred.intent` @param out `destroyed`, `recovered`,
    /// `deleted`, or what went wrong
    record ShredDone(long of, KeyObject object, String reason, String out, Destruction destruction)
            implements AuditEvent {
        public ShredDone {
            LeafText.code("reason", reason);
            LeafText.code("out", out);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.SHRED_DONE;
        }
    }

    /// Before a person's rows go. No identity, no tag. @param rows random row ids of the scope @param classes
    /// erasure classes
    record EraseIntent(
            String eraseId,
            String scope,
            List<String> rows,
            List<Integer> classes,
            Actor actor,
            String caseNumber,
            String dueBy)
            implements AuditEvent {
        public EraseIntent {
            LeafText.declaredName("erase", eraseId);
            LeafText.declaredName("scope", scope);
            rows = LeafText.ids("rows", rows);
            classes = List.copyOf(classes);
            LeafText.caseOrNone(caseNumber);
            LeafText.codeOrNone("due-by", dueBy);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.ERASE_INTENT;
        }
    }

    /// @param of index of the `erase.intent` @param destroyed what → how many @param owed app → calls not
    /// confirmed yet
    record EraseDone(long of, String eraseId, String scope, Map<String, Long> destroyed, Map<String, Long> owed)
            implements AuditEvent {
        public EraseDone {
            LeafText.declaredName("erase", eraseId);
            LeafText.declaredName("scope", scope);
            destroyed = SortedCounts.of("destroyed", destroyed);
            owed = SortedCounts.of("owed", owed);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.ERASE_DONE;
        }
    }

    /// @param event `disagree`, `agree`, `advance` (an operator moved a dev clock), `confirmed` @param sources
    /// name → epoch seconds
    record ClockEvent(String event, Map<String, Long> sources, long skewSeconds) implements AuditEvent {
        public ClockEvent {
            LeafText.code("event", event);
            sources = SortedCounts.of("sources", sources);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.CLOCK;
        }
    }

    /// One declared field of a loaded policy. @param form form at rest @param keep how long, in the register's
    /// words without spaces
    record FieldForm(String field, String form, String keep) {
        public FieldForm {
            LeafText.declaredName("fields", field);
            LeafText.declaredName("form", form);
            if (!keep.isEmpty()) {
                LeafText.declaredName("keep", keep);
            }
        }
    }

    /// @param responsible the accountable person or office as the policy names it @param signers ids of who
    /// signed the bundle
    record PolicyLoad(
            PolicyRef policy,
            String app,
            Parties parties,
            String responsible,
            List<FieldForm> fields,
            List<String> signers)
            implements AuditEvent {
        public PolicyLoad {
            LeafText.declaredName("app", app);
            LeafText.policyText("responsible", responsible);
            fields = List.copyOf(fields);
            signers = LeafText.ids("signers", signers);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.POLICY_LOAD;
        }
    }

    /// @param rules ids of the diagnostics, at most 100
    record PolicyReject(PolicyRef policy, String app, List<String> rules) implements AuditEvent {
        public PolicyReject {
            LeafText.declaredName("app", app);
            rules = rules.stream()
                    .limit(100)
                    .map(rule -> LeafText.code("rules", rule))
                    .toList();
        }

        @Override
        public LeafKind kind() {
            return LeafKind.POLICY_REJECT;
        }
    }

    /// @param act `declare`, `close`, `hold`, `open` @param event the declared event, may be empty @param at
    /// epoch seconds it counts from
    record Campaign(String campaign, String act, String event, long at, List<Actor> approvers) implements AuditEvent {
        public Campaign {
            LeafText.declaredName("campaign", campaign);
            LeafText.code("act", act);
            if (!event.isEmpty()) {
                LeafText.declaredName("event", event);
            }
            approvers = List.copyOf(approvers);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.CAMPAIGN;
        }
    }

    /// An auditor asked. @param question `who`, `query`, `export`, `prove` @param field field asked about, may
    /// be empty
    /// @param from epoch seconds @param covers log size the answer reaches @param subjects the person's tag of
    /// today, never the probed list
    record Query(
            Actor actor,
            String caseNumber,
            String question,
            String field,
            long from,
            long to,
            int rows,
            long covers,
            TaggedSubjects subjects)
            implements AuditEvent {
        public Query {
            LeafText.caseOrNone(caseNumber);
            LeafText.code("question", question);
            if (!field.isEmpty()) {
                LeafText.declaredName("field", field);
            }
            LeafText.count("rows", rows);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.QUERY;
        }
    }

    /// @param form `ndjson`, `bundle`, ... @param fromIndex first leaf that left @param toIndex one past the last
    record Export(Actor actor, String caseNumber, String form, long fromIndex, long toIndex, int rows)
            implements AuditEvent {
        public Export {
            LeafText.caseOrNone(caseNumber);
            LeafText.code("form", form);
            LeafText.count("rows", rows);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.EXPORT;
        }
    }

    /// @param rule detector or alarm that fired @param app may be empty @param fields declared fields concerned
    record Alert(String rule, String app, Actor actor, long count, long windowSeconds, List<String> fields)
            implements AuditEvent {
        public Alert {
            LeafText.code("rule", rule);
            if (!app.isEmpty()) {
                LeafText.declaredName("app", app);
            }
            fields = fields.stream()
                    .map(field -> LeafText.declaredName("fields", field))
                    .toList();
        }

        public Alert(String rule, long count) {
            this(rule, "", Actor.NOBODY, count, 0, List.of());
        }

        @Override
        public LeafKind kind() {
            return LeafKind.ALERT;
        }
    }

    /// The log writes these itself.
    sealed interface Own extends AuditEvent {}

    /// @param bytesCut bytes of a torn tail that were never acknowledged @param previous size found @param
    /// ending `none`, `close`, `crash`
    record Boot(String version, long bytesCut, long previous, String ending, int retainMonths) implements Own {
        public Boot {
            LeafText.code("version", version);
            LeafText.code("ending", ending);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.BOOT;
        }
    }

    /// @param size size of the log with this leaf
    record Close(long size) implements Own {
        @Override
        public LeafKind kind() {
            return LeafKind.CLOSE;
        }
    }

    record Heartbeat() implements Own {
        @Override
        public LeafKind kind() {
            return LeafKind.HEARTBEAT;
        }
    }

    /// First leaf of a new origin. @param oldRoot base64url of the last root of the old one
    record Fork(String oldOrigin, long oldSize, String oldRoot, String reason) implements Own {
        public Fork {
            LeafText.declaredName("old_origin", oldOrigin);
            LeafText.base64urlOrNone("old_root", oldRoot, 32);
            LeafText.code("reason", reason);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.FORK;
        }
    }

    /// @param day UTC day as `yyyy-mm-dd` @param kinds leaves by kind @param apps data-plane leaves by app
    /// @param actors distinct actors
    record DayClose(String day, Map<String, Long> kinds, Map<String, Long> apps, int actors) implements Own {
        public DayClose {
            LeafText.code("day", day);
            kinds = SortedCounts.of("kinds", kinds);
            apps = SortedCounts.of("apps", apps);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.DAY_CLOSE;
        }
    }
}
