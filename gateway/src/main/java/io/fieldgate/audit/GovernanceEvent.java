package io.fieldgate.audit;

import java.util.List;

/// What holds for everybody: registers in force, emergencies declared, auditors' questions, alarms.
public sealed interface GovernanceEvent extends AuditEvent {

    /// One declared field of a loaded policy. @param form form at rest @param keep how long, in the register's
    /// words without spaces
    record FieldForm(String field, String form, String keep) implements LeafWriter.Part {
        public FieldForm {
            LeafText.declaredName("fields", field);
            LeafText.declaredName("form", form);
            if (!keep.isEmpty()) {
                LeafText.declaredName("keep", keep);
            }
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.item(field).item(form).item(keep);
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
            implements GovernanceEvent {
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

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("app", app).text("ctl", parties.controller());
            leaf.rows("declares", fields)
                    .object("pol", policy)
                    .text("prc", parties.processor())
                    .text("responsible", responsible);
            leaf.texts("signers", signers);
        }
    }

    /// @param rules ids of the diagnostics, at most 100
    record PolicyReject(PolicyRef policy, String app, List<String> rules) implements GovernanceEvent {
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

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("app", app).object("pol", policy).texts("rules", rules);
        }
    }

    /// @param act `declare`, `close`, `hold`, `open` @param event the declared event, may be empty @param at
    /// epoch seconds it counts from
    record Campaign(String campaign, String act, String event, long at, List<Actor> approvers)
            implements GovernanceEvent {
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

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("act", act)
                    .objects("approvers", approvers)
                    .number("at", at)
                    .text("campaign", campaign);
            leaf.text("event", event);
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
            implements GovernanceEvent {
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

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("actor", actor)
                    .text("case", caseNumber)
                    .number("covers", covers)
                    .text("field", field);
            leaf.number("from", from).text("question", question).number("rows", rows);
            leaf.objects("subj", subjects.groups()).number("to", to);
        }
    }

    /// @param form `ndjson`, `bundle`, ... @param fromIndex first leaf that left @param toIndex one past the last
    record Export(Actor actor, String caseNumber, String form, long fromIndex, long toIndex, int rows)
            implements GovernanceEvent {
        public Export {
            LeafText.caseOrNone(caseNumber);
            LeafText.code("form", form);
            LeafText.count("rows", rows);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.EXPORT;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("actor", actor)
                    .text("case", caseNumber)
                    .text("form", form)
                    .number("from", fromIndex);
            leaf.number("rows", rows).number("to", toIndex);
        }
    }

    /// Somebody asks for an act that needs a second person. @param ask random id the later leaves name
    /// @param act what kind of act it is @param reason a code of the vocabulary, may be empty
    record Ask(String ask, String act, String app, String purpose, Actor actor, String caseNumber, String reason)
            implements GovernanceEvent {
        public Ask {
            LeafText.id("ask", ask);
            LeafText.code("act", act);
            LeafText.declaredName("app", app);
            LeafText.declaredName("purpose", purpose);
            LeafText.caseOrNone(caseNumber);
            LeafText.codeOrNone("reason", reason);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.GRANT_ASK;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("act", act).object("actor", actor).text("app", app).text("ask", ask);
            leaf.text("case", caseNumber).text("purpose", purpose).text("reason", reason);
        }
    }

    /// A second person of another unit agrees. @param until epoch seconds from which on the grant is over
    record Approval(String ask, String act, String app, Actor actor, long until) implements GovernanceEvent {
        public Approval {
            LeafText.id("ask", ask);
            LeafText.code("act", act);
            LeafText.declaredName("app", app);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.GRANT_APPROVE;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("act", act).object("actor", actor).text("app", app).text("ask", ask);
            leaf.number("until", until);
        }
    }

    /// @param rule detector or alarm that fired @param app may be empty @param unit of the actor's organisation, where
    /// the alarm is about all of it @param fields declared fields concerned
    record Alert(String rule, String app, Actor actor, String unit, long count, long windowSeconds, List<String> fields)
            implements GovernanceEvent {
        public Alert {
            LeafText.code("rule", rule);
            if (!app.isEmpty()) {
                LeafText.declaredName("app", app);
            }
            LeafText.idOrNone("unit", unit);
            fields = fields.stream()
                    .map(field -> LeafText.declaredName("fields", field))
                    .toList();
        }

        public Alert(String rule, long count) {
            this(rule, "", Actor.NOBODY, "", count, 0, List.of());
        }

        @Override
        public LeafKind kind() {
            return LeafKind.ALERT;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.object("actor", actor).text("app", app).texts("at", fields).number("count", count);
            leaf.text("rule", rule).text("unit", unit).number("window", windowSeconds);
        }
    }
}
