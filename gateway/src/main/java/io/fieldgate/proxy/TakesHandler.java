package io.fieldgate.proxy;

import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.proxy.ExchangeState.Decided;
import io.fieldgate.proxy.ExchangeState.Stored;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.Optional;

/// The answer of a `takes`: carried values of the route's `answers`, each at its place, and nothing else. The
/// record's id is learned on the way, so that what no key can end has its due row before the caller hears of
/// it.
final class TakesHandler {
    private final ExchangeParts parts;
    private final CarriedAnswer carried;

    TakesHandler(ExchangeParts parts, CarriedAnswer carried) {
        this.parts = parts;
        this.carried = carried;
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
        Step<OwnedRecords> learned = carried.read(decided, reply).then(records -> born(decided, records));
        if (learned instanceof Step.Refused) {
            lost(decided);
        }
        int status = reply.status() == 201 || reply.status() == 202 ? reply.status() : 200;
        return learned.then(records -> carried.write(decided, records, status));
    }

    /// The app says that nothing was stored.
    static <T> Step.Refused<T> failed(UpstreamResult.Reply reply) {
        return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
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
