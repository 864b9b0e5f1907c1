package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Document;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
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
    Optional<UpstreamRequest> reading(Judged judged) {
        AppPolicy app = judged.scene().site().policy();
        return reading(app)
                .map(route -> UpstreamRequest.without(
                        "GET",
                        RequestWriter.path(route, _ -> recordId(app, judged)),
                        judged.eventId(),
                        judged.scene().trace()));
    }

    /// Whether the record is the caller's own. @return the refusal where it is not
    Optional<Answered.Refused> refusal(Judged judged, UpstreamResult.Reply reply) {
        MountedApp site = judged.scene().site();
        Route route = reading(site.policy()).orElseThrow();
        if (reply.status() == 404 || reply.status() == 410) {
            return Optional.of(Answered.Refused.of(Problem.NO_RECORD));
        }
        if (!reply.isSuccess()) {
            return Optional.of(Answered.Refused.of(Refusal.of(Problem.BACKEND_FAILED, "status-" + reply.status())));
        }
        return switch (replies.read(route, reply, GivesHandler.format(route), 1)) {
            case ReplyReader.Read.Refused(Refusal refusal) -> Optional.of(Answered.Refused.of(refusal));
            case ReplyReader.Read.Whole(Document document) ->
                own(site, route, document, judged.scene().caller())
                        ? Optional.empty()
                        : Optional.of(Answered.Refused.of(Problem.NO_RECORD));
        };
    }

    private boolean own(MountedApp site, Route route, Document document, Caller caller) {
        Optional<Subject> self = parts.lives().standings().self(site.policy(), site.keys(), caller);
        if (self.isEmpty()) {
            return false;
        }
        try (Subject person = self.get()) {
            Optional<RevealRule> rule = site.policy().revealTo(Role.SUBJECT, Role.OWN_DATA);
            if (rule.isEmpty()) {
                return false; // nothing of a record may be looked at, so nothing tells whose it is
            }
            Revealer.Viewer viewer = new Revealer.Viewer(caller, rule, Optional.of(person));
            Optional<SubjectRef> owner =
                    switch (parts.judges().revealer().survey(site.policy(), site.keys(), route, document, viewer)) {
                        case Revealer.SurveyResult.Usable(OwnedRecords ownedRecords) ->
                            ownedRecords.records().stream().findFirst().flatMap(OwnedRecords.Found::owner);
                        case Revealer.SurveyResult.Ended _ -> Optional.empty();
                    };
            return owner.isPresent() && owner.get().equals(person.ref());
        }
    }

    /// After the app was told.
    Answered answer(Judged judged, UpstreamResult.Reply reply) {
        if (!reply.isSuccess() && reply.status() != 404 && reply.status() != 410) {
            return Answered.Refused.of(Refusal.of(Problem.BACKEND_FAILED, "status-" + reply.status()));
        }
        MountedApp site = judged.scene().site();
        if (recordId(site.policy(), judged) instanceof Value.Text(String id)) {
            parts.lives().records().erased(site.policy(), site.keys(), id);
        }
        return new Answered.Done(Answer.empty(204), judged.forward().decisions());
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

    private static Value recordId(AppPolicy app, Judged judged) {
        Map<String, Integer> slots = judged.route().request().path();
        for (Cell cell : judged.forward().cells()) {
            boolean here = cell.place().origin() == FieldPath.Origin.PATH
                    && app.head().record().isPresent()
                    && slots.containsValue(app.head().record().getAsInt())
                    && cell.slot() == app.head().record().getAsInt();
            if (here) {
                return cell.value();
            }
        }
        throw new IllegalStateException("The route `" + judged.route().template() + "` does not name a record.");
    }
}
