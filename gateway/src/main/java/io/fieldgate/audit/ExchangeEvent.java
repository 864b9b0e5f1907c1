package io.fieldgate.audit;

import java.util.List;
import java.util.Optional;

/// What the data plane did with personal fields, or refused to do.
public sealed interface ExchangeEvent extends AuditEvent {

    /// Personal data is about to cross a border. If it does not after all, an [Outcome] must say so.
    sealed interface Crossing extends ExchangeEvent {
        Access access();
    }

    /// Before bytes go to a backend.
    /// @param id event id, also the `Idempotency-Key`; empty lets the log make one
    /// @param receiptSha base64url SHA-256 of the citizen's receipt; empty without one
    /// @param bytes size of what is sent
    record Intent(Access access, String id, String receiptSha, long bytes) implements Crossing {
        public Intent {
            LeafText.idOrNone("id", id);
            LeafText.base64urlOrNone("rcpt", receiptSha, 32);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.INTENT;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("actor", access.actor()).text("app", access.app()).object("basis", access.grounds());
            leaf.size("bytes", bytes).objectOrNone("caller", access.caller());
            leaf.text("ctl", access.parties().controller());
            leaf.list("fields", access.fields(), leaf::row)
                    .number("n_subj", access.subjects().distinct());
            leaf.text("op", access.op().word()).object("pol", access.policy());
            leaf.text("prc", access.parties().processor())
                    .text("purpose", access.grounds().purpose());
            leaf.text("rcpt", receiptSha).text("route", access.route());
            leaf.objects("subj", access.subjects().groups()).text("trace", access.trace());
        }
    }

    /// The backend answered (`ok`), failed (`failed`, `timeout`), or nobody knows (`unknown`, written at boot);
    /// `withheld` closes a leaf that became durable after its exchange had already been refused.
    /// @param of index of the `intent` (or `reveal`) it closes
    /// @param status the backend's HTTP status, -1 without one
    record Outcome(String trace, String app, long of, String out, int status, long bytes) implements ExchangeEvent {
        public Outcome {
            LeafText.id("trace", trace);
            LeafText.declaredName("app", app);
            LeafText.code("out", out);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.OUTCOME;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("app", app).size("bytes", bytes).number("of", of).text("out", out);
            leaf.numberOrNone("status", status).text("trace", trace);
        }
    }

    /// Before any governed field reaches a reader, the person himself and a service that is asked (op `share`)
    /// included.
    /// @param of index of the exchange's `intent`, -1 where nothing was sent to a backend before
    /// @param grounds what the reader gave beside role and purpose
    record Reveal(Access access, Justification grounds, long of, String out, long bytes) implements Crossing {
        public Reveal {
            access = grounds.caseNumber().isEmpty() ? access : access.inCase(grounds.caseNumber());
            LeafText.code("out", out);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.REVEAL;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("actor", access.actor()).text("app", access.app());
            leaf.objectOrNone("approver", grounds.approver()).text("ask", grounds.ask());
            leaf.object("basis", access.grounds());
            leaf.size("bytes", bytes).objectOrNone("caller", access.caller());
            leaf.text("ctl", access.parties().controller());
            leaf.list("fields", access.fields(), leaf::row)
                    .numberOrNone(
                            "n_rec",
                            access.subjects().unnamed() > 0 ? access.subjects().unnamed() : -1)
                    .number("n_subj", access.subjects().distinct());
            leaf.numberOrNone("of", of).text("op", access.op().word()).text("out", out);
            leaf.object("pol", access.policy()).text("prc", access.parties().processor());
            leaf.text("purpose", access.grounds().purpose())
                    .text("reason", grounds.reason())
                    .text("route", access.route());
            leaf.objects("subj", access.subjects().groups()).text("trace", access.trace());
        }
    }

    /// What a view asked for beside role and purpose; a part that it did not ask for is empty.
    /// @param caseNumber stands in the leaf's `basis` @param reason a code of the vocabulary
    /// @param approver the second person @param ask the id that both leaves of the two-person act have
    record Justification(String caseNumber, String reason, Optional<Actor> approver, String ask) {
        public static final Justification NONE = new Justification("", "", Optional.empty(), "");

        public Justification {
            LeafText.caseOrNone(caseNumber);
            LeafText.codeOrNone("reason", reason);
            LeafText.idOrNone("ask", ask);
        }
    }

    /// A refusal once an app is known. @param out name of the problem @param rule id of the rule that refused,
    /// may be empty
    /// @param count more than 1 where repeats were coalesced
    record Deny(Access access, String out, String rule, int count) implements ExchangeEvent {
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

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("actor", access.actor()).text("app", access.app()).object("basis", access.grounds());
            leaf.objectOrNone("caller", access.caller())
                    .numberOrNone("count", count > 1 ? count : -1)
                    .text("ctl", access.parties().controller());
            leaf.list("fields", access.fields(), leaf::row)
                    .number("n_subj", access.subjects().distinct());
            leaf.text("op", access.op().word()).text("out", out).object("pol", access.policy());
            leaf.text("prc", access.parties().processor())
                    .text("purpose", access.grounds().purpose());
            leaf.text("route", access.route())
                    .text("rule", rule)
                    .objects("subj", access.subjects().groups());
            leaf.text("trace", access.trace());
        }
    }

    /// @param act `given` or `withdrawn` @param consent random id of the consent
    record Consent(Access access, String act, String consent, List<String> purposes) implements ExchangeEvent {
        public Consent {
            LeafText.code("act", act);
            LeafText.id("consent", consent);
            purposes = LeafText.ids("purposes", purposes);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.CONSENT;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("act", act).object("actor", access.actor()).text("app", access.app());
            leaf.objectOrNone("caller", access.caller());
            leaf.text("consent", consent).text("ctl", access.parties().controller());
            leaf.object("pol", access.policy()).texts("purposes", purposes).text("route", access.route());
            leaf.objects("subj", access.subjects().groups()).text("trace", access.trace());
        }
    }
}
