package io.fieldgate.proxy;

import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.enforce.Decision;
import io.fieldgate.enforce.DecisionTime;
import io.fieldgate.enforce.Minimizer;
import io.fieldgate.enforce.ValidationResult;
import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.Standing;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.BodyReader;
import io.fieldgate.proxy.http.InboundRequest;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.Upstream;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import java.io.Serial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request and its answer, straight line: [#judge] (head, caller, body → verdict), evidence, [#send], [#answer].
/// The driver is one virtual thread that waits at the two seams, *durable* and *reply*.
/// Errors: every refusal ends in the one `catch`; what the world causes is 503; anything else is our own bug,
/// 500, with nothing passed on from there in either direction. Thread rule: one thread per run, never an event
/// loop.
final class Exchange {
    private final ExchangeParts parts;
    private final ProxySettings settings;
    private final IdempotencyKeys idempotencyKeys;
    private final AdmissionChecks admissionChecks;
    private final RequestReader requests;
    private final Evidence evidence;
    private final ServiceAsker services;
    private final RouteHandlers routeHandlers;
    private final ExchangeCloser exchangeCloser;
    private final GateMetrics metrics;

    Exchange(MountTable mountTable, ProxySettings settings, ExchangeParts parts, GateMetrics metrics) {
        this.parts = parts;
        this.settings = settings;
        this.evidence = new Evidence(parts.lives().clock());
        this.idempotencyKeys = new IdempotencyKeys();
        this.admissionChecks = new AdmissionChecks(mountTable, parts, idempotencyKeys);
        this.requests = new RequestReader(mountTable, parts.judges().nameable());
        this.services = new ServiceAsker(parts.records().log(), evidence);
        this.routeHandlers = new RouteHandlers(
                parts,
                evidence,
                new ReplyReader(parts.judges().nameable(), settings.sizes().answerBytes()));
        this.exchangeCloser = new ExchangeCloser(parts, evidence, admissionChecks, metrics);
        this.metrics = metrics;
    }

    /// Carries a refusal from where it is found to the one place that answers it. Never leaves this class.
    private static final class Stop extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Answered.Refused refused;

        Stop(Answered.Refused refused) {
            super(null, null, false, false);
            this.refused = refused;
        }

        Stop(Refusal refusal) {
            this(Answered.Refused.of(refusal));
        }
    }

    void run(InboundRequest in, Upstream upstream) {
        Progress progress = new Progress(parts.records().ids().next(), System.nanoTime());
        Answer answer;
        try {
            answer = guarded(in, upstream, progress);
        } catch (
                Throwable
                        cause) { // out of memory or stack, or a fault while refusing: the gate stays closed, the client
            // hears of it
            answer = exchangeCloser.failed(in, progress, cause);
        }
        in.answer(answer, progress.trace, progress.bytes);
        metrics.took(GateMetrics.Stage.WHOLE, progress.started);
    }

    private Answer guarded(InboundRequest in, Upstream upstream, Progress progress) {
        try {
            return switch (pass(in, upstream, progress)) {
                case Answered.Done done -> exchangeCloser.done(progress, done);
                case Answered.Refused refused -> exchangeCloser.refused(in, progress, refused);
            };
        } catch (Stop stop) {
            return exchangeCloser.refused(in, progress, stop.refused);
        } catch (AuditUnavailable cause) {
            return exchangeCloser.unavailable(in, progress, Problem.EVIDENCE_UNAVAILABLE, cause);
        } catch (KeysUnavailable cause) {
            return exchangeCloser.unavailable(in, progress, Problem.KEYS_UNAVAILABLE, cause);
        } catch (RuntimeException cause) {
            return parts.lives().stateFault().test(cause)
                    ? exchangeCloser.unavailable(in, progress, Problem.STATE_UNAVAILABLE, cause)
                    : exchangeCloser.failed(in, progress, cause);
        }
    }

    private Answered pass(InboundRequest in, Upstream upstream, Progress progress) {
        return switch (admissionChecks.headed(in, progress)) {
            case RouteMatch.Refused refused -> {
                progress.unclear = refused.refusal().problem() == Problem.MALFORMED;
                throw new Stop(refused.refusal());
            }
            case RouteMatch.Options(List<String> allow) -> new Answered.Done(Answer.options(allow), List.of());
            case RouteMatch.Own own -> own(in, own, progress);
            case RouteMatch.Routed routed -> governed(in, upstream, routed, progress);
        };
    }

    private Answered governed(InboundRequest in, Upstream upstream, RouteMatch.Routed routed, Progress progress) {
        try (Judged judged = judge(in, upstream, routed, progress)) {
            UpstreamRequest upstreamRequest =
                    RequestWriter.write(judged.route(), judged.forward().cells(), judged.eventId(), progress.trace);
            long since = System.nanoTime();
            long intent = parts.records()
                    .log()
                    .append(evidence.intent(
                            judged.scene(),
                            progress.op(),
                            judged.forward(),
                            judged.standing().subject(),
                            judged.eventId(),
                            upstreamRequest.body().length))
                    .index();
            progress.opened(intent);
            metrics.took(GateMetrics.Stage.EVIDENCE, since);
            if (judged.route().kind() == Route.Kind.ERASES) {
                readBack(judged, upstream).ifPresent(refused -> {
                    exchangeCloser.closed(judged.scene(), progress, "withheld", -1, 0);
                    throw new Stop(refused);
                });
            }
            return answer(judged, send(judged, upstreamRequest, upstream, progress), progress, intent);
        }
    }

    /// Segment one: everything before evidence.
    private Judged judge(InboundRequest in, Upstream upstream, RouteMatch.Routed routed, Progress progress) {
        MountedApp site = routed.site();
        Route route = routed.route();
        AppPolicy app = site.policy();
        admissionChecks.admit(in, routed, progress).ifPresent(Exchange::stop);
        byte[] body = body(in, app.limits().bodyBytes());
        long since = System.nanoTime();
        RequestReader.Read read =
                requests.read(routed, in.head(), body, app.limits().bodyBytes());
        if (!(read instanceof RequestReader.Read.Whole(var document))) {
            throw new Stop(((RequestReader.Read.Refused) read).refusal());
        }
        DecisionTime decisionTime = moment(app);
        ValidationResult validationResult = parts.judges().minimizer().examine(app, route, document, decisionTime);
        if (validationResult instanceof ValidationResult.Unfit(Decision.Refuse refusal)) {
            throw new Stop(RefusalMapping.of(refusal));
        }
        ValidationResult.Fit fit = (ValidationResult.Fit) validationResult;
        Standing standing = parts.lives().standings().of(app, site.keys(), fit.subject(), decisionTime.born());
        Scene scene = new Scene(progress.trace, site, route.template(), progress.caller());
        boolean kept = false;
        try {
            String eventId = progress.eventId(parts.records().ids());
            Decision.Forward forward = verdict(scene, fit, standing, decisionTime, upstream, eventId, route);
            metrics.took(GateMetrics.Stage.JUDGE, since);
            kept = true;
            return new Judged(scene, route, forward, standing, decisionTime, eventId);
        } finally {
            if (!kept) {
                standing.subject().ifPresent(Subject::close);
            }
        }
    }

    private Decision.Forward verdict(
            Scene scene,
            ValidationResult.Fit fit,
            Standing standing,
            DecisionTime decisionTime,
            Upstream upstream,
            String eventId,
            Route route) {
        MountedApp site = scene.site();
        Minimizer minimizer = parts.judges().minimizer();
        Decision decision = minimizer.judge(site.policy(), site.keys(), route, fit, standing, Map.of(), decisionTime);
        if (decision instanceof Decision.Ask(List<Decision.Question> questions)) {
            Map<Integer, String> words = asked(scene, questions, standing, upstream, eventId);
            decision = minimizer.judge(site.policy(), site.keys(), route, fit, standing, words, decisionTime);
        }
        return switch (decision) {
            case Decision.Forward forward -> forward;
            case Decision.Refuse refuse -> throw new Stop(RefusalMapping.of(refuse));
            case Decision.Ask _ -> throw new IllegalStateException("The judge asked twice.");
        };
    }

    private byte[] body(InboundRequest in, int limit) {
        long since = System.nanoTime();
        BodyReader.Taken taken = in.body(limit, settings.waits().body());
        metrics.took(GateMetrics.Stage.INTAKE, since);
        return switch (taken) {
            case BodyReader.Taken.Whole(byte[] bytes) -> bytes;
            case BodyReader.Taken.TooLarge _ -> throw new Stop(Refusal.of(Problem.TOO_LARGE));
            case BodyReader.Taken.CutShort(String rule) -> throw new Stop(Refusal.of(Problem.MALFORMED, rule));
        };
    }

    private Map<Integer, String> asked(
            Scene scene, List<Decision.Question> questions, Standing standing, Upstream upstream, String eventId) {
        long since = System.nanoTime();
        ServiceAsker.Asked asked = services.ask(scene, questions, standing.subject(), upstream, eventId);
        metrics.took(GateMetrics.Stage.ASK, since);
        return switch (asked) {
            case ServiceAsker.Asked.Words(Map<Integer, String> words) -> words;
            case ServiceAsker.Asked.Refused(Refusal refusal) -> throw new Stop(refusal);
        };
    }

    /// An `erases` of a person: the record is read back, and only its own person may go on.
    private Optional<Answered.Refused> readBack(Judged judged, Upstream upstream) {
        Optional<UpstreamRequest> reading = routeHandlers.erasing().reading(judged);
        if (reading.isEmpty()) {
            return Optional.of(Answered.Refused.of(Problem.NO_RECORD));
        }
        return switch (upstream.send(judged.scene().site().backend(), reading.get())) {
            case UpstreamResult.Failed(UpstreamResult.Fate fate) ->
                Optional.of(Answered.Refused.of(Refusal.of(fate.problem(), fate.rule())));
            case UpstreamResult.Reply reply -> routeHandlers.erasing().refusal(judged, reply);
        };
    }

    /// Segment two: the evidence is durable, the request leaves.
    private UpstreamResult.Reply send(
            Judged judged, UpstreamRequest upstreamRequest, Upstream upstream, Progress progress) {
        remember(judged, progress, false);
        if (takes(judged)) {
            progress.owes(routeHandlers.taking().pending(judged));
        }
        long since = System.nanoTime();
        UpstreamResult upstreamResult = upstream.send(judged.scene().site().backend(), upstreamRequest);
        metrics.took(GateMetrics.Stage.UPSTREAM, since);
        return switch (upstreamResult) {
            case UpstreamResult.Failed(UpstreamResult.Fate fate) -> {
                if (takes(judged) && fate.mayHaveActed()) {
                    routeHandlers.taking().lost(judged);
                }
                progress.settled();
                exchangeCloser.closed(judged.scene(), progress, fate.out(), -1, 0);
                throw new Stop(Refusal.of(fate.problem(), fate.rule()));
            }
            case UpstreamResult.Reply reply -> {
                if (reply.isSuccess()) {
                    progress.reserved(null);
                    remember(judged, progress, true);
                }
                if (!(takes(judged) && reply.mayHaveActed())) {
                    closed(judged, reply, progress);
                }
                yield reply;
            }
        };
    }

    private void closed(Judged judged, UpstreamResult.Reply reply, Progress progress) {
        progress.settled();
        String failed = takes(judged) && reply.mayHaveActed() ? "unknown" : "failed";
        exchangeCloser.closed(
                judged.scene(), progress, reply.isSuccess() ? "ok" : failed, reply.status(), reply.body().length);
    }

    private static boolean takes(Judged judged) {
        return judged.route().kind() == Route.Kind.TAKES;
    }

    private void remember(Judged judged, Progress progress, boolean done) {
        if (!progress.clientKey().isEmpty()) {
            IdempotencyKeys.Event event = new IdempotencyKeys.Event(judged.eventId(), done || progress.isDoneBefore());
            idempotencyKeys.remember(judged.scene().site(), judged.scene().caller(), progress.clientKey(), event);
        }
    }

    /// Segment three: the reply becomes the caller's answer.
    private Answered answer(Judged judged, UpstreamResult.Reply reply, Progress progress, long intent) {
        long since = System.nanoTime();
        Answered answered = switch (judged.route().kind()) {
            case TAKES -> taken(judged, reply, progress);
            case GIVES -> routeHandlers.giving().answer(judged, reply, intent);
            case ERASES -> routeHandlers.erasing().answer(judged, reply);
        };
        metrics.took(GateMetrics.Stage.REVEAL, since);
        if (progress.isOpen()) { // a record may be there: its due row is durable, so the intent may end
            closed(judged, reply, progress);
        }
        return answered;
    }

    private Answered taken(Judged judged, UpstreamResult.Reply reply, Progress progress) {
        try {
            return routeHandlers.taking().answer(judged, reply);
        } catch (RuntimeException cause) { // the app has the record, whatever we stumble over; answered by the caller
            routeHandlers.taking().lost(judged);
            progress.settled();
            throw cause;
        }
    }

    private Answered own(InboundRequest in, RouteMatch.Own own, Progress progress) {
        admissionChecks.admitOwn(in, own, progress).ifPresent(Exchange::stop);
        byte[] body = body(in, own.route().bodyBytes());
        Scene scene = new Scene(progress.trace, own.site(), "", progress.caller());
        return own.route().answer(scene, own.method(), body, parts);
    }

    private DecisionTime moment(AppPolicy app) {
        Instant latest = parts.lives().clock().latest();
        return new DecisionTime(
                parts.lives().clock().earliest(),
                latest,
                latest.atZone(app.duties().zone()).toLocalDate());
    }

    private static void stop(Refusal refusal) {
        throw new Stop(refusal);
    }
}
