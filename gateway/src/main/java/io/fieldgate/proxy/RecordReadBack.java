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
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Before a record is erased or changed it is read back from the app: only where its values name the caller, or it lies
/// within the rows of staff whom the route names, anything follows; otherwise the answer is the one for a record that
/// does not exist.
final class RecordReadBack {
    private final ExchangeParts parts;
    private final ReplyReader replies;

    RecordReadBack(ExchangeParts parts, ReplyReader replies) {
        this.parts = parts;
        this.replies = replies;
    }

    /// The request; empty where the register has no route that gives one record by its id.
    /// @param cells of the exchange's own request
    Optional<UpstreamRequest> request(ExchangeState.Fit at, List<Cell> cells) {
        AppPolicy app = at.scene().site().policy();
        return reading(app)
                .map(route -> UpstreamRequest.without(
                        "GET",
                        RequestWriter.path(route, _ -> recordId(at.route(), app, cells)),
                        at.checked().eventId(),
                        at.scene().trace()));
    }

    /// The record, where the caller may write to it.
    Step<OwnedRecords.Found> found(ExchangeState.Fit at, UpstreamResult.Reply reply) {
        Route route = reading(at.scene().site().policy()).orElseThrow();
        if (reply.status() == 404 || reply.status() == 410) {
            return Step.refused(Problem.NO_RECORD);
        }
        if (!reply.isSuccess()) {
            return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
        }
        return replies.read(at.scene().site().policy(), route, reply, GivesHandler.format(route), 1)
                .then(document -> found(at, route, document));
    }

    private Step<OwnedRecords.Found> found(ExchangeState.Fit at, Route route, Document document) {
        DecisionRequest asked = at.checked().request();
        RegisterInForce register = asked.register();
        Caller caller = at.scene().caller();
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

    /// The view whose rows bound what he writes to. Staff write for a purpose for which they may see nothing; then the
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

    private static Optional<Route> reading(AppPolicy app) {
        OptionalInt record = app.head().record();
        return app.routes().stream()
                .filter(route -> route.kind() == Route.Kind.GIVES && !route.isList())
                .filter(route -> route.request().path().size() == 1
                        && route.request().path().values().stream()
                                .allMatch(slot -> record.isPresent() && slot == record.getAsInt()))
                .findFirst();
    }

    /// The id in the path of a request.
    static Value recordId(Route route, AppPolicy app, List<Cell> cells) {
        Map<String, Integer> slots = route.request().path();
        for (Cell cell : cells) {
            boolean here = cell.place().origin() == FieldPath.Origin.PATH
                    && app.head().record().isPresent()
                    && slots.containsValue(app.head().record().getAsInt())
                    && cell.slot() == app.head().record().getAsInt();
            if (here) {
                return cell.value();
            }
        }
        throw new IllegalStateException("The route `" + route.template() + "` does not name a record.");
    }
}
