package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Document;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.DecisionRequest;
import io.fieldgate.enforce.DisclosureResult;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.Decided;
import io.fieldgate.proxy.ExchangeState.Replied;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One record is erased early: by its person, or by staff whom the route names. The gateway reads the record back
/// first:
/// only where its values name that person, or it lies within the rows of those staff, is the app told to delete;
/// otherwise the answer is the one for a record that does not exist.
final class ErasesHandler {
    private final ExchangeParts parts;
    private final ReplyReader replies;

    ErasesHandler(ExchangeParts parts, ReplyReader replies) {
        this.parts = parts;
        this.replies = replies;
    }

    /// The request that reads the record back; empty where the register has no route that gives one record by its id.
    Optional<UpstreamRequest> readBack(Decided decided) {
        AppPolicy app = decided.scene().site().policy();
        return reading(app)
                .map(route -> UpstreamRequest.without(
                        "GET",
                        RequestWriter.path(route, _ -> recordId(app, decided)),
                        decided.checked().eventId(),
                        decided.scene().trace()));
    }

    /// The record, where the caller may erase it.
    Step<OwnedRecords.Found> erasable(Decided decided, UpstreamResult.Reply reply) {
        Route route = reading(decided.scene().site().policy()).orElseThrow();
        if (reply.status() == 404 || reply.status() == 410) {
            return Step.refused(Problem.NO_RECORD);
        }
        if (!reply.isSuccess()) {
            return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
        }
        return replies.read(decided.scene().site().policy(), route, reply, GivesHandler.format(route), 1)
                .then(document -> found(decided, route, document));
    }

    private Step<OwnedRecords.Found> found(Decided decided, Route route, Document document) {
        DecisionRequest asked = decided.checked().request();
        RegisterInForce register = asked.register();
        Caller caller = decided.scene().caller();
        Optional<Subject> self = parts.lives().standings().self(register, caller);
        try {
            Revealer.Viewer viewer = new Revealer.Viewer(caller, view(register.policy(), caller), self);
            DecisionRequest request = new DecisionRequest(register, route, asked.time());
            return switch (parts.judges().revealer().owners(request, document, viewer)) {
                case Revealer.SurveyResult.Usable(OwnedRecords records) ->
                    records.records().stream()
                            .findFirst()
                            .<Step<OwnedRecords.Found>>map(Step::go)
                            .orElse(Step.refused(Problem.NO_RECORD));
                case Revealer.SurveyResult.Ended(DisclosureResult.NoSuchRecord(Optional<SubjectRef> owner)) ->
                    new Step.Refused<>(Refusal.of(Problem.NO_RECORD), owner, List.of());
                case Revealer.SurveyResult.Ended _ -> Step.refused(Problem.NO_RECORD);
            };
        } finally {
            self.ifPresent(Subject::close);
        }
    }

    /// The view whose rows bound what he erases. Staff erase for a purpose for which they may see nothing; then the
    /// rows of another view of the role hold.
    private static Optional<RevealRule> view(AppPolicy app, Caller caller) {
        if (caller.isSubject()) {
            return app.revealTo(Role.SUBJECT, Role.OWN_DATA);
        }
        return app.revealTo(caller.role(), caller.purpose())
                .or(() -> app.reveal().stream()
                        .filter(rule -> rule.role().name().equals(caller.role()))
                        .filter(rule -> rule.rows().isPresent())
                        .findFirst());
    }

    /// After the app was told.
    Step<Response> answer(Replied replied) {
        UpstreamResult.Reply reply = replied.reply();
        if (!reply.isSuccess() && reply.status() != 404 && reply.status() != 410) {
            return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
        }
        RegisterInForce register = replied.checked().request().register();
        if (recordId(register.policy(), replied.decided()) instanceof Value.Text(String id)) {
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

    private static Value recordId(AppPolicy app, Decided decided) {
        Map<String, Integer> slots = decided.route().request().path();
        for (Cell cell : decided.forward().cells()) {
            boolean here = cell.place().origin() == FieldPath.Origin.PATH
                    && app.head().record().isPresent()
                    && slots.containsValue(app.head().record().getAsInt())
                    && cell.slot() == app.head().record().getAsInt();
            if (here) {
                return cell.value();
            }
        }
        throw new IllegalStateException("The route `" + decided.route().template() + "` does not name a record.");
    }
}
