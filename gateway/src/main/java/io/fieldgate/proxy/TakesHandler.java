package io.fieldgate.proxy;

import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Document;
import io.fieldgate.enforce.DisclosureResult;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.proxy.ExchangeState.Decided;
import io.fieldgate.proxy.ExchangeState.Stored;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answer of a `takes`: carried values of the route's `answers`, each at its place, and nothing else. The
/// record's id is learned on the way, so that what no key can end has its due row before the caller hears of
/// it.
final class TakesHandler {
    private final ExchangeParts parts;
    private final ReplyReader replies;

    TakesHandler(ExchangeParts parts, ReplyReader replies) {
        this.parts = parts;
        this.replies = replies;
    }

    /// The app may hold a record now: what it owes is durable before this returns.
    Step<Response> answer(Stored stored) {
        UpstreamResult.Reply reply = stored.reply();
        Decided decided = stored.decided();
        if (!reply.isSuccess()) {
            lost(decided);
            return failed(reply);
        }
        if (!needsId(decided) && decided.route().answer().carried().isEmpty()) {
            return Step.go(new Response(Answer.empty(204), decided.forward().decisions()));
        }
        Revealer.Viewer viewer = new Revealer.Viewer(decided.scene().caller(), Optional.empty(), Optional.empty());
        Step<OwnedRecords> learned = replies.read(
                        register(decided).policy(), decided.route(), reply, BodyFormats.JSON, 1)
                .then(document -> surveyed(decided, document, viewer))
                .then(records -> born(decided, records));
        if (learned instanceof Step.Refused) {
            lost(decided);
        }
        return learned.then(records -> shown(stored, records, viewer));
    }

    /// The app says that nothing was stored.
    static <T> Step.Refused<T> failed(UpstreamResult.Reply reply) {
        return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
    }

    private Step<OwnedRecords> surveyed(Decided decided, Document document, Revealer.Viewer viewer) {
        return switch (parts.judges().revealer().survey(decided.checked().request(), document, viewer)) {
            case Revealer.SurveyResult.Usable(OwnedRecords records) -> Step.go(records);
            case Revealer.SurveyResult.Ended _ -> Step.refused(Problem.BACKEND_UNREADABLE, "answer");
        };
    }

    /// Where it is owed that the app deletes it one day, the new record's id stands in its due row now.
    private Step<OwnedRecords> born(Decided decided, OwnedRecords records) {
        if (!needsId(decided)) {
            return Step.go(records);
        }
        Optional<String> recordId = records.records().stream().findFirst().flatMap(OwnedRecords.Found::recordId);
        if (recordId.isEmpty()) {
            return Step.refused(Problem.BACKEND_UNREADABLE, "record-id");
        }
        born(decided, recordId.get());
        return Step.go(records);
    }

    private Step<Response> shown(Stored stored, OwnedRecords records, Revealer.Viewer viewer) {
        Decided decided = stored.decided();
        DisclosureResult disclosed = parts.judges()
                .revealer()
                .show(decided.checked().request(), records, viewer, Revealer.Granted.all(Revealer.Strength.FULL), KnownFacts.JUST_COLLECTED);
        if (!(disclosed instanceof DisclosureResult.Shown answer)) {
            return Step.refused(Problem.BACKEND_UNREADABLE, "answer");
        }
        BodyFormat.Written written = BodyFormats.JSON.write(
                answer.cells(), answer.records(), decided.route().answer().shape());
        List<FieldDecision> decisions = new ArrayList<>(decided.forward().decisions());
        decisions.addAll(answer.decisions());
        int asked = stored.reply().status();
        int status = asked == 201 || asked == 202 ? asked : 200;
        return Step.go(new Response(new Answer(status, written.contentType(), written.bytes(), List.of()), decisions));
    }

    private void born(Decided decided, String recordId) {
        parts.lives()
                .records()
                .born(
                        register(decided),
                        recordId,
                        person(decided),
                        due(decided),
                        decided.checked().eventId());
    }

    /// The record's id is needed wherever the app must delete it one day.
    private static boolean needsId(Decided decided) {
        AppPolicy app = register(decided).policy();
        return app.head().record().isPresent()
                && (decided.forward().dueMinute().isPresent() || app.erasing().isPresent());
    }

    /// The request left and nothing says what became of it: the app may hold a record under an id nobody knows, a
    /// finding until somebody resolves it.
    void lost(Decided decided) {
        if (needsId(decided)) {
            unresolved(decided);
        }
    }

    private void unresolved(Decided decided) {
        parts.lives()
                .records()
                .unresolved(
                        register(decided),
                        person(decided),
                        due(decided),
                        decided.checked().eventId());
    }

    /// What the app may owe is remembered until the state can take it; the `intent` stays open until then.
    /// @return whether anything is owed
    boolean owes(Decided decided, ExchangeEvent.Outcome end) {
        if (!needsId(decided)) {
            return false;
        }
        parts.lives()
                .records()
                .owes(
                        register(decided),
                        person(decided),
                        due(decided),
                        decided.checked().eventId(),
                        end);
        return true;
    }

    private static RegisterInForce register(Decided decided) {
        return decided.checked().request().register();
    }

    private static Optional<SubjectRef> person(Decided decided) {
        return decided.enrolled().person().map(Subject::ref);
    }

    private static int due(Decided decided) {
        return decided.forward().dueMinute().orElse(decided.forward().linkMinute());
    }
}
