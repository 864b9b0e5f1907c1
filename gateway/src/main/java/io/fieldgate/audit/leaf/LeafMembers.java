package io.fieldgate.audit.leaf;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.Destruction;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.TaggedSubjects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The members of the rarer leaf kinds, beside the common ones. Absent text, empty lists and -1 are left out.
final class LeafMembers {
    private final Map<String, Object> members = new TreeMap<>();

    private LeafMembers() {}

    static Map<String, Object> of(ExchangeEvent.Consent e) {
        Access access = e.access();
        return new LeafMembers()
                .actor(access.actor())
                .text("act", e.act())
                .text("app", access.app())
                .text("consent", e.consent())
                .text("ctl", access.parties().controller())
                .policy(access.policy())
                .list("purposes", e.purposes())
                .text("route", access.route())
                .subjects(access.subjects())
                .text("trace", access.trace())
                .members;
    }

    static Map<String, Object> of(RetentionEvent.KeyCreate e) {
        return new LeafMembers()
                .object(e.object())
                .text("canary", e.canary())
                .text("commit", e.commitment())
                .text("vkey", e.vkey())
                .members;
    }

    static Map<String, Object> of(RetentionEvent.ShredIntent e) {
        return new LeafMembers().object(e.object()).text("reason", e.reason()).destruction(e.destruction()).members;
    }

    static Map<String, Object> of(RetentionEvent.ShredDone e) {
        return new LeafMembers()
                .object(e.object())
                .number("of", e.of())
                .text("out", e.out())
                .text("reason", e.reason())
                .destruction(e.destruction())
                .members;
    }

    static Map<String, Object> of(RetentionEvent.EraseIntent e) {
        return new LeafMembers()
                .actor(e.actor())
                .text("case", e.caseNumber())
                .list("classes", e.classes())
                .text("due-by", e.dueBy())
                .text("erase", e.eraseId())
                .list("rows", e.rows())
                .text("scope", e.scope())
                .members;
    }

    static Map<String, Object> of(RetentionEvent.EraseDone e) {
        return new LeafMembers()
                .map("destroyed", e.destroyed())
                .text("erase", e.eraseId())
                .number("of", e.of())
                .map("owed", e.owed())
                .text("scope", e.scope())
                .members;
    }

    static Map<String, Object> of(RetentionEvent.ClockEvent e) {
        return new LeafMembers()
                .text("event", e.event())
                .with("skew", e.skewSeconds())
                .map("sources", e.sources())
                .members;
    }

    static Map<String, Object> of(GovernanceEvent.PolicyLoad e) {
        return new LeafMembers()
                .text("app", e.app())
                .text("ctl", e.parties().controller())
                .list(
                        "declares",
                        e.fields().stream()
                                .map(f -> List.of(f.field(), f.form(), f.keep()))
                                .toList())
                .policy(e.policy())
                .text("prc", e.parties().processor())
                .text("responsible", e.responsible())
                .list("signers", e.signers())
                .members;
    }

    static Map<String, Object> of(GovernanceEvent.PolicyReject e) {
        return new LeafMembers().text("app", e.app()).policy(e.policy()).list("rules", e.rules()).members;
    }

    static Map<String, Object> of(GovernanceEvent.Campaign e) {
        return new LeafMembers()
                .text("act", e.act())
                .list(
                        "approvers",
                        e.approvers().stream().map(LeafMembers::actorMap).toList())
                .with("at", e.at())
                .text("campaign", e.campaign())
                .text("event", e.event())
                .members;
    }

    static Map<String, Object> of(GovernanceEvent.Query e) {
        return new LeafMembers()
                .actor(e.actor())
                .text("case", e.caseNumber())
                .with("covers", e.covers())
                .text("field", e.field())
                .with("from", e.from())
                .text("question", e.question())
                .with("rows", (long) e.rows())
                .subjects(e.subjects())
                .with("to", e.to())
                .members;
    }

    static Map<String, Object> of(GovernanceEvent.Export e) {
        return new LeafMembers()
                .actor(e.actor())
                .text("case", e.caseNumber())
                .text("form", e.form())
                .with("from", e.fromIndex())
                .with("rows", (long) e.rows())
                .with("to", e.toIndex())
                .members;
    }

    static Map<String, Object> of(GovernanceEvent.Alert e) {
        return new LeafMembers()
                .actor(e.actor())
                .list("at", e.fields())
                .text("app", e.app())
                .with("count", e.count())
                .text("rule", e.rule())
                .with("window", e.windowSeconds())
                .members;
    }

    static Map<String, Object> of(LogEvent event) {
        LeafMembers leaf = new LeafMembers();
        return switch (event) {
            case LogEvent.Boot e ->
                leaf.with("cut", e.bytesCut())
                        .text("ending", e.ending())
                        .with("previous", e.previous())
                        .with("retain", (long) e.retainMonths())
                        .text("version", e.version())
                        .members;
            case LogEvent.Close e -> leaf.with("size", e.size()).members;
            case LogEvent.Heartbeat _ -> leaf.members;
            case LogEvent.Fork e ->
                leaf.text("old-origin", e.oldOrigin())
                        .text("old-root", e.oldRoot())
                        .with("old-size", e.oldSize())
                        .text("reason", e.reason())
                        .members;
            case LogEvent.DayClose e ->
                leaf.with("actors", (long) e.actors())
                        .map("apps", e.apps())
                        .text("day", e.day())
                        .map("kinds", e.kinds())
                        .members;
        };
    }

    private LeafMembers with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    private LeafMembers text(String name, String text) {
        return text.isEmpty() ? this : with(name, text);
    }

    private LeafMembers number(String name, long number) {
        return number < 0 ? this : with(name, number);
    }

    private LeafMembers list(String name, List<?> list) {
        return list.isEmpty() ? this : with(name, list);
    }

    private LeafMembers map(String name, Map<String, ?> map) {
        return map.isEmpty() ? this : with(name, map);
    }

    private LeafMembers actor(Actor actor) {
        return map("actor", actorMap(actor));
    }

    private static Map<String, ?> actorMap(Actor actor) {
        return new LeafMembers()
                .text("cred", actor.cred())
                .text("id", actor.id())
                .text("org", actor.org())
                .text("role", actor.role())
                .members;
    }

    private LeafMembers policy(PolicyRef policy) {
        return policy.equals(PolicyRef.NONE)
                ? this
                : with("pol", Map.of("id", policy.id(), "sha", policy.sha(), "v", policy.version()));
    }

    private LeafMembers object(KeyObject object) {
        return with("object", Map.of("kind", object.kind(), "name", object.name(), "tenant", object.tenant()));
    }

    private LeafMembers subjects(TaggedSubjects taggedSubjects) {
        return list(
                "subj",
                taggedSubjects.groups().stream()
                        .map(group -> Map.of("lk", group.linkKey(), "tags", group.tags()))
                        .toList());
    }

    private LeafMembers destruction(Destruction destruction) {
        return map(
                "destroyed",
                new LeafMembers()
                        .list("acks", destruction.acks())
                        .text("canary", destruction.canary())
                        .map("clocks", destruction.clocks())
                        .map("counts", destruction.counts())
                        .list("deadlines", destruction.deadlines())
                        .map("owed", destruction.owed())
                        .map("residual", destruction.residual())
                        .text("seed-digest", destruction.seedDigest())
                        .map("steps", destruction.steps())
                        .members);
    }
}
