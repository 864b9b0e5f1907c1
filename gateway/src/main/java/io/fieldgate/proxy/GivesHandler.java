package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Document;
import io.fieldgate.enforce.DecisionRequest;
import io.fieldgate.enforce.DisclosureResult;
import io.fieldgate.enforce.JointViews;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.guard.DualControl;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.Replied;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.UpstreamResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The answer of a `gives`: whose records these are, whether the caller may see that many persons, then per
/// field the form he may see. The `reveal` leaf is durable before a byte goes out. A list is one part of at
/// most 1,000 records.
final class GivesHandler {
    private static final int MAX_RECORDS = 1_000; // one part, one leaf

    private final ExchangeParts parts;
    private final Evidence evidence;
    private final ReplyReader replies;
    private final MeteredPersons persons = new MeteredPersons();

    GivesHandler(ExchangeParts parts, Evidence evidence, ReplyReader replies) {
        this.parts = parts;
        this.evidence = evidence;
        this.replies = replies;
    }

    ExchangeState answer(Replied replied) {
        return document(replied).from(replied, document -> seen(replied, document));
    }

    private ExchangeState seen(Replied replied, Document document) {
        Revealer.Viewer viewer =
                viewer(replied.checked().request(), replied.scene().caller());
        try {
            return surveyed(replied, document, viewer).from(replied, seen -> shown(replied, seen));
        } finally {
            viewer.self().ifPresent(Subject::close);
        }
    }

    private Step<Document> document(Replied replied) {
        UpstreamResult.Reply reply = replied.reply();
        Route route = replied.route();
        if (reply.status() == 404) {
            return Step.refused(Problem.NO_RECORD);
        }
        if (reply.status() == 410) {
            return Step.refused(Problem.GONE);
        }
        if (!reply.isSuccess()) {
            return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
        }
        AppPolicy app = replied.scene().site().policy();
        int records = route.isList() ? Math.min(MAX_RECORDS, app.limits().page().orElse(MAX_RECORDS)) : 1;
        return replies.read(app, route, reply, format(route), records);
    }

    static BodyFormat format(Route route) {
        return RequestReader.format(route).orElse(BodyFormats.JSON);
    }

    /// Whose records these are, who looks, and how much of them is left him.
    private record Seen(OwnedRecords records, Revealer.Viewer viewer, Revealer.Granted granted) {}

    private Step<Seen> surveyed(Replied replied, Document document, Revealer.Viewer viewer) {
        DecisionRequest request = replied.checked().request();
        return switch (parts.judges().revealer().survey(request, document, viewer)) {
            case Revealer.SurveyResult.Ended(DisclosureResult end) -> ended(end);
            case Revealer.SurveyResult.Usable(OwnedRecords records) ->
                metered(replied.scene(), request, records, viewer)
                        .map(strength -> new Revealer.Granted(
                                strength,
                                besideEarlier(
                                        replied.scene(),
                                        records,
                                        viewer,
                                        request.time().latest())))
                        .map(granted -> new Seen(records, viewer, granted));
        };
    }

    private Revealer.Viewer viewer(DecisionRequest request, Caller caller) {
        if (request.route().traits().open()) {
            return new Revealer.Viewer(caller, Optional.empty(), Optional.empty());
        }
        Optional<RevealRule> rule =
                request.register().policy().revealTo(caller.role(), caller.purpose(), request.route());
        return caller.isSubject()
                ? new Revealer.Viewer(caller, rule, parts.lives().standings().self(request.register(), caller))
                : new Revealer.Viewer(caller, rule, Optional.empty());
    }

    private Step<Revealer.Strength> metered(
            Scene scene, DecisionRequest request, OwnedRecords records, Revealer.Viewer viewer) {
        if (viewer.rule().isEmpty() || viewer.caller().isSubject()) {
            return Step.go(Revealer.Strength.FULL);
        }
        RevealRule rule = viewer.rule().get();
        AppPolicy app = request.register().policy();
        RevealMeter meter = parts.callers().meter();
        RevealMeter.Grant grant = meter.reserve(
                app, rule, viewer.caller(), records.counted(), request.time().latest());
        if (grant == RevealMeter.Grant.FULL || grant == RevealMeter.Grant.MASK) {
            Revealer.Strength left =
                    grant == RevealMeter.Grant.FULL ? Revealer.Strength.FULL : Revealer.Strength.WEAKEST;
            RevealMeter.Weights weights = persons.weigh(scene, records, rule, left);
            RevealMeter.Grant weighed = meter.weigh(
                    app,
                    viewer.caller(),
                    weights,
                    () -> mayReadOn(app, viewer.caller(), request.time().latest()),
                    request.time().latest());
            grant = weighed == RevealMeter.Grant.FULL ? grant : weighed;
        }
        return switch (grant) {
            case OVER_BLOCK -> Step.refused(Problem.OVER_LIMIT, "at-most");
            case OVER_SCALE -> Step.refused(Problem.OVER_LIMIT, "legal-scale");
            case STEP_UP -> Step.refused(Problem.APPROVAL_REQUIRED, "legal-scale");
            case FULL -> Step.go(Revealer.Strength.FULL);
            case MASK -> Step.go(Revealer.Strength.WEAKEST);
        };
    }

    /// Of which records the reader may be shown less, because of what he saw of them in other roles.
    private Map<Integer, Revealer.Strength> besideEarlier(
            Scene scene, OwnedRecords records, Revealer.Viewer viewer, Instant now) {
        JointViews joint = scene.site().joint();
        if (!joint.matter() || viewer.rule().isEmpty() || viewer.caller().isSubject()) {
            return Map.of();
        }
        RevealRule rule = viewer.rule().get();
        Map<Integer, RevealMeter.Person> named = persons.records(scene, records);
        Map<RevealMeter.Person, Set<String>> seen =
                parts.callers().seen().note(viewer.caller(), JointViews.name(rule), named.values(), now);
        Map<Integer, Revealer.Strength> left = new HashMap<>();
        named.forEach((index, name) -> left.put(index, joint.left(rule, seen.getOrDefault(name, Set.of()))));
        return left;
    }

    /// Whether a second person has agreed that this reader goes on past the line of the legal scale.
    private boolean mayReadOn(AppPolicy app, Caller caller, Instant now) {
        DualControl.Wish wish =
                new DualControl.Wish(DualControl.Act.READ_ON, app.name(), caller.purpose(), app.name(), "", "");
        return parts.callers().acts().granted(wish, caller, now).isPresent();
    }

    private ExchangeState shown(Replied replied, Seen seen) {
        Route route = replied.route();
        DisclosureResult disclosed = parts.judges()
                .revealer()
                .show(
                        replied.checked().request(),
                        seen.records(),
                        seen.viewer(),
                        seen.granted(),
                        new KnownFacts(
                                replied.scene().site(),
                                parts.lives().records(),
                                parts.lives().consents()));
        if (!(disclosed instanceof DisclosureResult.Shown shown)) {
            return new ExchangeState.Refused(replied, ended(disclosed));
        }
        BodyFormat.Written written = format(route)
                .write(shown.cells(), shown.records(), route.answer().shape());
        Response response =
                new Response(new Answer(200, written.contentType(), written.bytes(), List.of()), shown.decisions());
        return seen.viewer().rule().isEmpty()
                ? new ExchangeState.Answered(replied, response)
                : new ExchangeState.Shown(
                        replied.recorded(),
                        response,
                        evidence.reveal(replied.recorded(), shown, written.bytes().length));
    }

    private static <T> Step.Refused<T> ended(DisclosureResult end) {
        return switch (end) {
            case DisclosureResult.Shown _ ->
                throw new IllegalStateException("An answer that can be shown is no refusal.");
            case DisclosureResult.NoSuchRecord(Optional<SubjectRef> owner) ->
                new Step.Refused<>(Refusal.of(Problem.NO_RECORD), owner, List.of());
            case DisclosureResult.AllGone(var decisions) ->
                new Step.Refused<>(Refusal.of(Problem.GONE), Optional.empty(), decisions);
            case DisclosureResult.Unusable(var fault, boolean mixed) ->
                Step.refused(Refusal.at(mixed ? Problem.RECORD_MIXED : Problem.BAD_TOKEN, List.of(fault)));
            case DisclosureResult.ApprovalRequired _ -> Step.refused(Problem.APPROVAL_REQUIRED);
        };
    }
}
