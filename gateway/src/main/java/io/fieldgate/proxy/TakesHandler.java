package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Document;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.DisclosureResult;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    Answered answer(Judged judged, UpstreamResult.Reply reply) {
        Route route = judged.route();
        if (!reply.isSuccess()) {
            if (reply.mayHaveActed()) {
                lost(judged);
            }
            return Answered.Refused.of(Refusal.of(Problem.BACKEND_FAILED, "status-" + reply.status()));
        }
        boolean needsId = needsId(judged);
        if (!needsId && route.answer().carried().isEmpty()) {
            return new Answered.Done(Answer.empty(204), judged.forward().decisions());
        }
        return switch (replies.read(route, reply, BodyFormats.JSON, 1)) {
            case ReplyReader.Read.Refused(Refusal refusal) -> {
                lost(judged);
                yield Answered.Refused.of(refusal);
            }
            case ReplyReader.Read.Whole(Document document) -> built(judged, reply, document, needsId);
        };
    }

    private Answered built(Judged judged, UpstreamResult.Reply reply, Document document, boolean needsId) {
        MountedApp site = judged.scene().site();
        Revealer revealer = parts.judges().revealer();
        Revealer.Viewer viewer = new Revealer.Viewer(judged.scene().caller(), Optional.empty(), Optional.empty());
        Revealer.SurveyResult surveyed = revealer.survey(site.policy(), site.keys(), judged.route(), document, viewer);
        if (!(surveyed instanceof Revealer.SurveyResult.Usable(OwnedRecords ownedRecords))) {
            lost(judged);
            return Answered.Refused.of(Refusal.of(Problem.BACKEND_UNREADABLE, "answer"));
        }
        if (needsId) {
            Optional<String> recordId =
                    ownedRecords.records().stream().findFirst().flatMap(OwnedRecords.Found::recordId);
            if (recordId.isEmpty()) {
                lost(judged);
                return Answered.Refused.of(Refusal.of(Problem.BACKEND_UNREADABLE, "record-id"));
            }
            born(judged, recordId.get());
        }
        DisclosureResult shown = revealer.show(
                site.policy(),
                site.keys(),
                judged.route(),
                ownedRecords,
                viewer,
                Revealer.Strength.FULL,
                KnownFacts.JUST_COLLECTED,
                judged.moment());
        if (!(shown instanceof DisclosureResult.Shown answer)) {
            return Answered.Refused.of(Refusal.of(Problem.BACKEND_UNREADABLE, "answer"));
        }
        BodyFormat.Written written = BodyFormats.JSON.write(
                answer.cells(), answer.records(), judged.route().answer().shape());
        List<FieldDecision> decisions = new ArrayList<>(judged.forward().decisions());
        decisions.addAll(answer.decisions());
        int status = reply.status() == 201 || reply.status() == 202 ? reply.status() : 200;
        return new Answered.Done(new Answer(status, written.contentType(), written.bytes(), List.of()), decisions);
    }

    private void born(Judged judged, String recordId) {
        MountedApp site = judged.scene().site();
        parts.lives()
                .records()
                .born(site.policy(), site.keys(), recordId, person(judged), due(judged), judged.eventId());
    }

    /// The record's id is needed wherever the app must delete it one day.
    private static boolean needsId(Judged judged) {
        AppPolicy app = judged.scene().site().policy();
        return app.head().record().isPresent()
                && (judged.forward().dueMinute().isPresent() || app.erasing().isPresent());
    }

    /// The request left and nothing says what became of it: the app may hold a record. Where the route
    /// addresses it by its id, the record has its end like any other; else it is a finding until somebody
    /// resolves it.
    void lost(Judged judged) {
        if (needsId(judged)) {
            addressed(judged).ifPresentOrElse(id -> born(judged, id), () -> unresolved(judged));
        }
    }

    private void unresolved(Judged judged) {
        MountedApp site = judged.scene().site();
        parts.lives().records().unresolved(site.policy(), site.keys(), person(judged), due(judged), judged.eventId());
    }

    /// The record's id where it stands in the path, as in a `PUT`. One in the body promises nothing.
    private static Optional<String> addressed(Judged judged) {
        OptionalInt record = judged.scene().site().policy().head().record();
        for (Cell cell : judged.forward().cells()) {
            if (cell.place().origin() == FieldPath.Origin.PATH
                    && record.isPresent()
                    && cell.slot() == record.getAsInt()) {
                return switch (cell.value()) {
                    case Value.Text(String text) -> Optional.of(text);
                    case Value.Number(String literal) -> Optional.of(literal);
                    case Value.Bool _, Value.Null _, Value.Sequence _, Value.Mapping _, Value.Blob _ ->
                        Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    /// What a due row needs to be written later, without the record's id.
    record Pending(MountedApp site, Optional<SubjectRef> person, int dueMinute, String eventId) {}

    Optional<Pending> pending(Judged judged) {
        return needsId(judged)
                ? Optional.of(new Pending(judged.scene().site(), person(judged), due(judged), judged.eventId()))
                : Optional.empty();
    }

    private static Optional<SubjectRef> person(Judged judged) {
        return judged.standing().subject().map(Subject::ref);
    }

    private static int due(Judged judged) {
        return judged.forward().dueMinute().orElse(judged.forward().linkMinute());
    }
}
