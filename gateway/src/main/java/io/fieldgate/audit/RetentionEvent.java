package io.fieldgate.audit;

import java.util.List;
import java.util.Map;

/// How long data lives: keys born and destroyed, persons erased, and the clocks that say when.
public sealed interface RetentionEvent extends AuditEvent {

    /// A key was born. @param commitment base64url of 32 bytes @param vkey verifier key of a new log signer,
    /// else empty
    record KeyCreate(KeyObject object, String commitment, String canary, String vkey) implements RetentionEvent {
        public KeyCreate {
            LeafText.base64urlOrNone("commit", commitment, 32);
            LeafText.canaryOrNone(canary);
            LeafText.policyText("vkey", vkey);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.KEY_CREATE;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("canary", canary)
                    .text("commit", commitment)
                    .object("object", object)
                    .text("vkey", vkey);
        }
    }

    /// Before a key is destroyed, or an app is told to delete a record. @param reason `expiry`, `campaign-end`,
    /// `event`, `hold-end`, ...
    record ShredIntent(KeyObject object, String reason, Destruction destruction) implements RetentionEvent {
        public ShredIntent {
            LeafText.code("reason", reason);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.SHRED_INTENT;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("destroyed", destruction).object("object", object).text("reason", reason);
        }
    }

    /// The destruction certificate. @param of index of the `shred.intent` @param out `destroyed`, `recovered`,
    /// `deleted`, or what went wrong
    record ShredDone(long of, KeyObject object, String reason, String out, Destruction destruction)
            implements RetentionEvent {
        public ShredDone {
            LeafText.code("reason", reason);
            LeafText.code("out", out);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.SHRED_DONE;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("destroyed", destruction).object("object", object).numberOrNone("of", of);
            leaf.text("out", out).text("reason", reason);
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
            implements RetentionEvent {
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

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("actor", actor).text("case", caseNumber).numbers("classes", classes);
            leaf.text("due-by", dueBy)
                    .text("erase", eraseId)
                    .texts("rows", rows)
                    .text("scope", scope);
        }
    }

    /// @param of index of the `erase.intent` @param destroyed what → how many @param owed app → calls not
    /// confirmed yet
    record EraseDone(long of, String eraseId, String scope, Map<String, Long> destroyed, Map<String, Long> owed)
            implements RetentionEvent {
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

        @Override
        public void write(LeafWriter leaf) {
            leaf.counts("destroyed", destroyed).text("erase", eraseId).numberOrNone("of", of);
            leaf.counts("owed", owed).text("scope", scope);
        }
    }

    /// @param event `disagree`, `agree`, `advance` (an operator moved a dev clock), `confirmed` @param sources
    /// name → epoch seconds
    record ClockEvent(String event, Map<String, Long> sources, long skewSeconds) implements RetentionEvent {
        public ClockEvent {
            LeafText.code("event", event);
            sources = SortedCounts.of("sources", sources);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.CLOCK;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("event", event).number("skew", skewSeconds).counts("sources", sources);
        }
    }
}
