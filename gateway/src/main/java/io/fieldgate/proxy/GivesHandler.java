package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Document;
import io.fieldgate.enforce.DisclosureResult;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.List;
import java.util.Optional;

/// The answer of a `gives`: whose records these are, whether the caller may see that many persons, then per
/// field the form he may see. The `reveal` leaf is durable before a byte goes out. A list is one part of at
/// most 1,000 records.
final class GivesHandler {
    private static final int MAX_RECORDS = 1_000; // one part, one leaf

    private final ExchangeParts parts;
    private final Evidence evidence;
    private final ReplyReader replies;

    GivesHandler(ExchangeParts parts, Evidence evidence, ReplyReader replies) {
        this.parts = parts;
        this.evidence = evidence;
        this.replies = replies;
    }

    /// @param intent index of the exchange's `intent` leaf
    Answered answer(Judged judged, UpstreamResult.Reply reply, long intent) {
        AppPolicy app = judged.scene().site().policy();
        if (reply.status() == 404) {
            return Answered.Refused.of(Problem.NO_RECORD);
        }
        if (reply.status() == 410) {
            return Answered.Refused.of(Problem.GONE);
        }
        if (!reply.isSuccess()) {
            return Answered.Refused.of(Refusal.of(Problem.BACKEND_FAILED, "status-" + reply.status()));
        }
        int records = judged.route().isList()
                ? Math.min(MAX_RECORDS, app.limits().page().orElse(MAX_RECORDS))
                : 1;
        return switch (replies.read(judged.route(), reply, format(judged.route()), records)) {
            case ReplyReader.Read.Refused(Refusal refusal) -> Answered.Refused.of(refusal);
            case ReplyReader.Read.Whole(Document document) -> surveyed(judged, document, intent);
        };
    }

    static BodyFormat format(Route route) {
        return RequestReader.format(route).orElse(BodyFormats.JSON);
    }

    private Answered surveyed(Judged judged, Document document, long intent) {
        MountedApp site = judged.scene().site();
        Revealer.Viewer viewer = viewer(site, judged.route(), judged.scene().caller());
        return switch (parts.judges().revealer().survey(site.policy(), site.keys(), judged.route(), document, viewer)) {
            case Revealer.SurveyResult.Ended(DisclosureResult end) -> ended(end);
            case Revealer.SurveyResult.Usable(OwnedRecords ownedRecords) ->
                metered(judged, ownedRecords, viewer, intent);
        };
    }

    Revealer.Viewer viewer(MountedApp site, Route route, Caller caller) {
        if (route.traits().open()) {
            return new Revealer.Viewer(caller, Optional.empty(), Optional.empty());
        }
        Optional<RevealRule> rule = site.policy().revealTo(caller.role(), caller.purpose());
        return caller.isSubject()
                ? new Revealer.Viewer(caller, rule, parts.lives().standings().self(site.policy(), site.keys(), caller))
                : new Revealer.Viewer(caller, rule, Optional.empty());
    }

    private Answered metered(Judged judged, OwnedRecords ownedRecords, Revealer.Viewer viewer, long intent) {
        MountedApp site = judged.scene().site();
        RevealMeter.Grant grant =
                viewer.rule().isPresent() && viewer.rule().get().atMost().isPresent()
                        ? parts.callers()
                                .meter()
                                .reserve(
                                        site.policy(),
                                        viewer.rule().get(),
                                        viewer.caller(),
                                        ownedRecords.persons(),
                                        judged.moment().latest())
                        : RevealMeter.Grant.FULL;
        return switch (grant) {
            case REFUSED -> Answered.Refused.of(Refusal.of(Problem.OVER_LIMIT, "at-most"));
            case FULL -> shown(judged, ownedRecords, viewer, Revealer.Strength.FULL, intent);
            case MASK -> shown(judged, ownedRecords, viewer, Revealer.Strength.WEAKEST, intent);
        };
    }

    private Answered shown(
            Judged judged, OwnedRecords ownedRecords, Revealer.Viewer viewer, Revealer.Strength strength, long intent) {
        MountedApp site = judged.scene().site();
        DisclosureResult disclosureResult = parts.judges()
                .revealer()
                .show(
                        site.policy(),
                        site.keys(),
                        judged.route(),
                        ownedRecords,
                        viewer,
                        strength,
                        new KnownFacts(
                                site, parts.lives().records(), parts.lives().consents()),
                        judged.moment());
        if (!(disclosureResult instanceof DisclosureResult.Shown shown)) {
            return ended(disclosureResult);
        }
        BodyFormat.Written written = format(judged.route())
                .write(shown.cells(), shown.records(), judged.route().answer().shape());
        if (viewer.rule().isPresent()) {
            parts.records().log().append(evidence.reveal(judged.scene(), shown, intent, written.bytes().length));
        }
        return new Answered.Done(new Answer(200, written.contentType(), written.bytes(), List.of()), shown.decisions());
    }

    static Answered ended(DisclosureResult end) {
        return switch (end) {
            case DisclosureResult.Shown _ ->
                throw new IllegalStateException("An answer that can be shown is no refusal.");
            case DisclosureResult.NoSuchRecord(Optional<SubjectRef> owner) ->
                new Answered.Refused(Refusal.of(Problem.NO_RECORD), owner, List.of());
            case DisclosureResult.AllGone(var decisions) ->
                new Answered.Refused(Refusal.of(Problem.GONE), Optional.empty(), decisions);
            case DisclosureResult.Unusable(var fault, boolean mixed) ->
                Answered.Refused.of(Refusal.at(mixed ? Problem.RECORD_MIXED : Problem.BAD_TOKEN, List.of(fault)));
            case DisclosureResult.ApprovalRequired _ -> Answered.Refused.of(Problem.APPROVAL_REQUIRED);
        };
    }
}
