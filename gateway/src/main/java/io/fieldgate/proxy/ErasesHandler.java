package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Document;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.DecisionRequest;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.Owned;
import io.fieldgate.proxy.ExchangeState.Recorded;
import io.fieldgate.proxy.ExchangeState.Replied;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A person erases one own record. The gateway reads the record back first: only where its bound values name
/// that person is the app told to delete; otherwise the answer is the one for a record that does not exist.
final class ErasesHandler {
    private final ExchangeParts parts;
    private final ReplyReader replies;

    ErasesHandler(ExchangeParts parts, ReplyReader replies) {
        this.parts = parts;
        this.replies = replies;
    }

    /// The request that reads the record back; empty where the register has no route that gives one record by its id.
    Optional<UpstreamRequest> readBack(Recorded recorded) {
        AppPolicy app = recorded.scene().site().policy();
        return reading(app)
                .map(route -> UpstreamRequest.without(
                        "GET",
                        RequestWriter.path(route, _ -> recordId(app, recorded)),
                        recorded.checked().eventId(),
                        recorded.scene().trace()));
    }

    /// Whether the record is the caller's own.
    Step<Owned> owned(Recorded recorded, UpstreamResult.Reply reply) {
        Route route = reading(recorded.scene().site().policy()).orElseThrow();
        if (reply.status() == 404 || reply.status() == 410) {
            return Step.refused(Problem.NO_RECORD);
        }
        if (!reply.isSuccess()) {
            return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
        }
        return replies.read(recorded.scene().site().policy(), route, reply, GivesHandler.format(route), 1)
                .then(document -> isOwn(recorded, route, document)
                        ? Step.go(new Owned(recorded))
                        : Step.refused(Problem.NO_RECORD));
    }

    private boolean isOwn(Recorded recorded, Route route, Document document) {
        DecisionRequest asked = recorded.checked().request();
        RegisterInForce register = asked.register();
        Caller caller = recorded.scene().caller();
        Optional<Subject> self = parts.lives().standings().self(register, caller);
        if (self.isEmpty()) {
            return false;
        }
        try (Subject person = self.get()) {
            Optional<RevealRule> rule = register.policy().revealTo(Role.SUBJECT, Role.OWN_DATA);
            if (rule.isEmpty()) {
                return false; // nothing of a record may be looked at, so nothing tells whose it is
            }
            Revealer.Viewer viewer = new Revealer.Viewer(caller, rule, Optional.of(person));
            DecisionRequest request = new DecisionRequest(register, route, asked.time());
            Optional<SubjectRef> owner = switch (parts.judges().revealer().survey(request, document, viewer)) {
                case Revealer.SurveyResult.Usable(OwnedRecords records) ->
                    records.records().stream().findFirst().flatMap(OwnedRecords.Found::owner);
                case Revealer.SurveyResult.Ended _ -> Optional.empty();
            };
            return owner.isPresent() && owner.get().equals(person.ref());
        }
    }

    /// After the app was told.
    Step<Response> answer(Replied replied) {
        UpstreamResult.Reply reply = replied.reply();
        if (!reply.isSuccess() && reply.status() != 404 && reply.status() != 410) {
            return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
        }
        RegisterInForce register = replied.checked().request().register();
        if (recordId(register.policy(), replied.recorded()) instanceof Value.Text(String id)) {
            parts.lives().records().erased(register, id);
        }
        return Step.go(
                new Response(Answer.empty(204), replied.decided().forward().decisions()));
    }

    private static Optional<Route> reading(AppPolicy app) {
        OptionalInt record = app.head().record();
        return app.routes().stream()
                .filter(route -> route.kind() == Route.Kind.GIVES && !route.isList())
                .filter(route -> route.request().path().size() == 1
                        && route.request().path().values().stream()
                                .allMatch(slot -> record.isPresent() && slot == record.getAsInt()))
                .findFirst();
    }

    private static Value recordId(AppPolicy app, Recorded recorded) {
        Map<String, Integer> slots = recorded.route().request().path();
        for (Cell cell : recorded.decided().forward().cells()) {
            boolean here = cell.place().origin() == FieldPath.Origin.PATH
                    && app.head().record().isPresent()
                    && slots.containsValue(app.head().record().getAsInt())
                    && cell.slot() == app.head().record().getAsInt();
            if (here) {
                return cell.value();
            }
        }
        throw new IllegalStateException("The route `" + recorded.route().template() + "` does not name a record.");
    }
}
