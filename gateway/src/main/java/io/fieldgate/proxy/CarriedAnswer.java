package io.fieldgate.proxy;

import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Document;
import io.fieldgate.enforce.DisclosureResult;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.proxy.ExchangeState.Decided;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an app answers to a record it has taken or changed: carried values of the route's `answers`, each at its place,
/// and nothing else.
final class CarriedAnswer {
    private final ExchangeParts parts;
    private final ReplyReader replies;

    CarriedAnswer(ExchangeParts parts, ReplyReader replies) {
        this.parts = parts;
        this.replies = replies;
    }

    Step<OwnedRecords> read(Decided decided, UpstreamResult.Reply reply) {
        return replies.read(decided.scene().site().policy(), decided.route(), reply, BodyFormats.JSON, 1)
                .then(document -> surveyed(decided, document));
    }

    private Step<OwnedRecords> surveyed(Decided decided, Document document) {
        return switch (parts.judges().revealer().survey(decided.checked().request(), document, viewer(decided))) {
            case Revealer.SurveyResult.Usable(OwnedRecords records) -> Step.go(records);
            case Revealer.SurveyResult.Ended _ -> Step.refused(Problem.BACKEND_UNREADABLE, "answer");
        };
    }

    /// @param status of the answer
    Step<Response> write(Decided decided, OwnedRecords records, int status) {
        DisclosureResult disclosed = parts.judges()
                .revealer()
                .show(
                        decided.checked().request(),
                        records,
                        viewer(decided),
                        Revealer.Granted.all(Revealer.Strength.FULL),
                        KnownFacts.JUST_COLLECTED);
        if (!(disclosed instanceof DisclosureResult.Shown answer)) {
            return Step.refused(Problem.BACKEND_UNREADABLE, "answer");
        }
        BodyFormat.Written written = BodyFormats.JSON.write(
                answer.cells(), answer.records(), decided.route().answer().shape());
        List<FieldDecision> decisions = new ArrayList<>(decided.forward().decisions());
        decisions.addAll(answer.decisions());
        return Step.go(new Response(new Answer(status, written.contentType(), written.bytes(), List.of()), decisions));
    }

    private static Revealer.Viewer viewer(Decided decided) {
        return new Revealer.Viewer(decided.scene().caller(), Optional.empty(), Optional.empty());
    }
}
