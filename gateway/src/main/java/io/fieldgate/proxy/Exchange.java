package io.fieldgate.proxy;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.AuditUnavailable;
import io.fieldgate.audit.Op;
import io.fieldgate.crypto.KeysUnavailable;
import io.fieldgate.crypto.Subject;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.enforce.Examined;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.enforce.Minimizer;
import io.fieldgate.enforce.Moment;
import io.fieldgate.enforce.Verdict;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.Standing;
import java.io.Serial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer, straight line: [#judge] (head, caller, body → verdict), evidence, [#send], [#answer].
/// The driver is one virtual thread that waits at the two seams, *durable* and *reply*.
/// Errors: every refusal ends in the one `catch`; what the world causes is 503; anything else is our own bug, 500, with nothing
/// passed on from there in either direction. Thread rule: one thread per run, never an event loop.
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int RETRY_SECONDS = 5;

    private final ExchangeParts parts;
    private final ProxySettings settings;
    private final Retries retries;
    private final Doors doors;
    private final RequestReader requests;
    private final Evidence evidence;
    private final ServiceAsker services;
    private final Answers answers;
    private final Denials denials;
    private final GateMetrics metrics;

    Exchange(Sites sites, ProxySettings settings, ExchangeParts parts, Denials denials, GateMetrics metrics) {
        this.parts = parts;
        this.settings = settings;
        this.evidence = new Evidence(parts.lives().clock());
        this.retries = new Retries();
        this.doors = new Doors(sites, parts, retries);
        this.requests = new RequestReader(sites, parts.judges().nameable());
        this.services = new ServiceAsker(parts.records().log(), evidence);
        this.answers = new Answers(parts, evidence, new ReplyReader(parts.judges().nameable(), settings.sizes().answerBytes()));
        this.denials = denials;
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

    void run(Incoming in, Upstream upstream) {
        Progress progress = new Progress(parts.records().ids().next(), System.nanoTime());
        Answer answer;
        try {
            answer = guarded(in, upstream, progress);
        } catch (Exception cause) { // a fault while refusing: the gate stays closed, and the client hears of it
            answer = failed(in, progress, cause);
        }
        in.answer(answer, progress.trace, progress.bytes);
        metrics.took(GateMetrics.Stage.WHOLE, progress.started);
    }

    private Answer guarded(Incoming in, Upstream upstream, Progress progress) {
        try {
            return finished(progress, pass(in, upstream, progress));
        } catch (Stop stop) {
            return refused(in, progress, stop.refused);
        } catch (AuditUnavailable cause) {
            return unavailable(in, progress, Problem.EVIDENCE_UNAVAILABLE, cause);
        } catch (KeysUnavailable cause) {
            return unavailable(in, progress, Problem.KEYS_UNAVAILABLE, cause);
        } catch (Exception cause) {
            boolean state = cause instanceof RuntimeException fault && parts.lives().stateFault().test(fault);
            return state ? unavailable(in, progress, Problem.STATE_UNAVAILABLE, cause) : failed(in, progress, cause);
        } catch (StackOverflowError | OutOfMemoryError cause) {
            return failed(in, progress, cause);
        }
    }

    private Answered pass(Incoming in, Upstream upstream, Progress progress) {
        return switch (doors.headed(in, progress)) {
            case Headed.Refused(Refusal refusal, _, _) -> {
                progress.unclear = refusal.problem() == Problem.MALFORMED;
                throw new Stop(refusal);
            }
            case Headed.Options(List<String> allow) -> new Answered.Done(Answer.options(allow), List.of());
            case Headed.Own own -> own(in, own, progress);
            case Headed.Routed routed -> governed(in, upstream, routed, progress);
        };
    }

    private Answered governed(Incoming in, Upstream upstream, Headed.Routed routed, Progress progress) {
        try (Judged judged = judge(in, upstream, routed, progress)) {
            Outgoing outgoing = RequestWriter.write(judged.route(), judged.forward().cells(), judged.eventId(), progress.trace);
            long since = System.nanoTime();
            long intent = parts.records()
                    .log()
                    .append(evidence.intent(
                            judged.scene(),
                            progress.op(),
                            judged.forward(),
                            judged.standing().subject(),
                            judged.eventId(),
                            outgoing.body().length))
                    .index();
            progress.opened(intent);
            metrics.took(GateMetrics.Stage.EVIDENCE, since);
            if (judged.route().kind() == Route.Kind.ERASES) {
                checkOwn(judged, upstream);
            }
            return answer(judged, send(judged, outgoing, upstream, progress), intent);
        }
    }

    /// Segment one: everything before evidence.
    private Judged judge(Incoming in, Upstream upstream, Headed.Routed routed, Progress progress) {
        AppSite site = routed.site();
        Route route = routed.route();
        AppPolicy app = site.policy();
        doors.admit(in, routed, progress).ifPresent(Exchange::stop);
        byte[] body = body(in, app.limits().bodyBytes());
        long since = System.nanoTime();
        RequestReader.Read read = requests.read(routed, in.head(), body, app.limits().bodyBytes());
        if (!(read instanceof RequestReader.Read.Whole(var document))) {
            throw new Stop(((RequestReader.Read.Refused) read).refusal());
        }
        Moment moment = moment(app);
        Examined examined = parts.judges().minimizer().examine(app, route, document, moment);
        if (examined instanceof Examined.Unfit(Verdict.Refuse refusal)) {
            throw new Stop(Refusals.of(refusal));
        }
        Examined.Fit fit = (Examined.Fit) examined;
        Standing standing = parts.lives().standings().of(app, site.keys(), fit.subject(), moment.born());
        Scene scene = new Scene(progress.trace, site, route.template(), progress.caller());
        boolean kept = false;
        try {
            String eventId = progress.eventId(parts.records().ids());
            Verdict.Forward forward = verdict(scene, fit, standing, moment, upstream, eventId, route);
            metrics.took(GateMetrics.Stage.JUDGE, since);
            kept = true;
            return new Judged(scene, route, forward, standing, moment, eventId);
        } finally {
            if (!kept) {
                standing.subject().ifPresent(Subject::close);
            }
        }
    }

    private Verdict.Forward verdict(
            Scene scene, Examined.Fit fit, Standing standing, Moment moment, Upstream upstream, String eventId, Route route) {
        AppSite site = scene.site();
        Minimizer minimizer = parts.judges().minimizer();
        Verdict verdict = minimizer.judge(site.policy(), site.keys(), route, fit, standing, Map.of(), moment);
        if (verdict instanceof Verdict.Ask(List<Verdict.Question> questions)) {
            Map<Integer, String> words = asked(scene, questions, standing, upstream, eventId);
            verdict = minimizer.judge(site.policy(), site.keys(), route, fit, standing, words, moment);
        }
        return switch (verdict) {
            case Verdict.Forward forward -> forward;
            case Verdict.Refuse refuse -> throw new Stop(Refusals.of(refuse));
            case Verdict.Ask _ -> throw new IllegalStateException("The judge asked twice.");
        };
    }

    private byte[] body(Incoming in, int limit) {
        long since = System.nanoTime();
        Intake.Taken taken = in.body(limit, settings.waits().body());
        metrics.took(GateMetrics.Stage.INTAKE, since);
        return switch (taken) {
            case Intake.Taken.Whole(byte[] bytes) -> bytes;
            case Intake.Taken.TooLarge _ -> throw new Stop(Refusal.of(Problem.TOO_LARGE));
            case Intake.Taken.CutShort(String rule) -> throw new Stop(Refusal.of(Problem.MALFORMED, rule));
        };
    }

    private Map<Integer, String> asked(
            Scene scene, List<Verdict.Question> questions, Standing standing, Upstream upstream, String eventId) {
        long since = System.nanoTime();
        ServiceAsker.Asked asked = services.ask(scene, questions, standing.subject(), upstream, eventId);
        metrics.took(GateMetrics.Stage.ASK, since);
        return switch (asked) {
            case ServiceAsker.Asked.Words(Map<Integer, String> words) -> words;
            case ServiceAsker.Asked.Refused(Refusal refusal) -> throw new Stop(refusal);
        };
    }

    /// An `erases` of a person: the record is read back, and only its own person may go on.
    private void checkOwn(Judged judged, Upstream upstream) {
        Optional<Outgoing> reading = answers.erasing().reading(judged);
        if (reading.isEmpty()) {
            throw new Stop(Refusal.of(Problem.NO_RECORD));
        }
        switch (upstream.send(judged.scene().site().backend(), reading.get())) {
            case Sent.Failed(Sent.Fate fate) -> throw new Stop(Refusal.of(fate.problem(), fate.rule()));
            case Sent.Reply reply -> answers.erasing().refusal(judged, reply).ifPresent(Exchange::stop);
        }
    }

    /// Segment two: the evidence is durable, the request leaves.
    private Sent.Reply send(Judged judged, Outgoing outgoing, Upstream upstream, Progress progress) {
        remember(judged, progress, false);
        long since = System.nanoTime();
        Sent sent = upstream.send(judged.scene().site().backend(), outgoing);
        metrics.took(GateMetrics.Stage.UPSTREAM, since);
        return switch (sent) {
            case Sent.Failed(Sent.Fate fate) -> {
                closed(judged.scene(), progress, fate.out(), -1, 0);
                throw new Stop(Refusal.of(fate.problem(), fate.rule()));
            }
            case Sent.Reply reply -> {
                closed(judged.scene(), progress, reply.isSuccess() ? "ok" : "failed", reply.status(), reply.body().length);
                if (reply.isSuccess()) {
                    progress.reserved(null);
                    remember(judged, progress, true);
                }
                yield reply;
            }
        };
    }

    private void remember(Judged judged, Progress progress, boolean done) {
        if (!progress.clientKey().isEmpty()) {
            Retries.Event event = new Retries.Event(judged.eventId(), done || progress.isDoneBefore());
            retries.remember(judged.scene().site(), judged.scene().caller(), progress.clientKey(), event);
        }
    }

    /// Segment three: the reply becomes the caller's answer.
    private Answered answer(Judged judged, Sent.Reply reply, long intent) {
        long since = System.nanoTime();
        Answered answered = switch (judged.route().kind()) {
            case TAKES -> answers.taking().answer(judged, reply);
            case GIVES -> answers.giving().answer(judged, reply, intent);
            case ERASES -> answers.erasing().answer(judged, reply);
        };
        metrics.took(GateMetrics.Stage.REVEAL, since);
        return answered;
    }

    private Answered own(Incoming in, Headed.Own own, Progress progress) {
        doors.admitOwn(in, own, progress).ifPresent(Exchange::stop);
        byte[] body = body(in, own.route().bodyBytes());
        Scene scene = new Scene(progress.trace, own.site(), "", progress.caller());
        return own.route().answer(scene, own.method(), body, parts);
    }

    private Moment moment(AppPolicy app) {
        Instant latest = parts.lives().clock().latest();
        return new Moment(
                parts.lives().clock().earliest(), latest, latest.atZone(app.duties().zone()).toLocalDate());
    }

    private static void stop(Answered.Refused refused) {
        throw new Stop(refused);
    }

    private static void stop(Refusal refusal) {
        throw new Stop(refusal);
    }

    private Answer finished(Progress progress, Answered answered) {
        return switch (answered) {
            case Answered.Refused refused -> throw new Stop(refused);
            case Answered.Done(Answer answer, List<FieldDecision> decisions) -> {
                metrics.request(progress.app(), "ok");
                metrics.fields(progress.app(), decisions);
                String header = Decisions.header(decisions);
                yield header.isEmpty() ? answer : answer.with(Decisions.HEADER, header);
            }
        };
    }

    private Answer refused(Incoming in, Progress progress, Answered.Refused refused) {
        settle(progress);
        Scene scene = progress.scene();
        if (scene != null && !isWorlds(refused.refusal().problem())) {
            denials.note(deny(scene, progress.op(), refused));
        }
        metrics.fields(progress.app(), refused.decisions());
        return answer(in, progress, refused.refusal(), Decisions.header(refused.decisions()));
    }

    /// The leaf of a refusal says about whom it was, where keys allow it; the refusal stands without that too.
    private AuditEvent.Deny deny(Scene scene, Op op, Answered.Refused refused) {
        Optional<SubjectRef> about = refused.about();
        try {
            return evidence.deny(scene, op, refused.refusal(), about, refused.decisions());
        } catch (RuntimeException withoutKeys) { // the same leaf without the person's tag holds less, never more
            return evidence.deny(scene, op, refused.refusal(), Optional.empty(), List.of());
        }
    }

    private Answer unavailable(Incoming in, Progress progress, Problem problem, Exception cause) {
        LOG.atWarn()
                .addKeyValue("trace", progress.trace)
                .addKeyValue("app", progress.app())
                .addKeyValue("error", String.valueOf(cause.getMessage()))
                .log("An exchange was refused because a part of the gateway is unavailable.");
        settle(progress);
        return answer(in, progress, Refusal.later(problem, RETRY_SECONDS), "");
    }

    /// Our own bug. Its message is not logged: it may quote what it stumbled over.
    private Answer failed(Incoming in, Progress progress, Throwable bug) {
        LOG.atError()
                .addKeyValue("trace", progress.trace)
                .addKeyValue("app", progress.app())
                .addKeyValue("error", bug.getClass().getName())
                .addKeyValue("at", Places.of(bug))
                .log("An exchange failed by a fault of the gateway; nothing was passed on.");
        settle(progress);
        return answer(in, progress, Refusal.of(Problem.INTERNAL), "");
    }

    private Answer answer(Incoming in, Progress progress, Refusal refusal, String decisions) {
        metrics.request(progress.app(), refusal.problem().id());
        Answer plain = Answer.refusing(refusal, progress.trace, in.language());
        Answer answer = progress.unclear ? plain.closing() : plain;
        return decisions.isEmpty() ? answer : answer.with(Decisions.HEADER, decisions);
    }

    /// Whatever ended the exchange: an open `intent` gets its outcome, a reserved booking is given back.
    private void settle(Progress progress) {
        Scene scene = progress.scene();
        if (scene != null && progress.isOpen()) {
            closed(scene, progress, "unknown", -1, 0);
        }
        try {
            doors.release(progress);
        } catch (RuntimeException cause) { // the booking stays counted, which is the safe side
            LOG.atWarn().addKeyValue("trace", progress.trace).addKeyValue("app", progress.app()).log("A booking could not be given back.");
        }
    }

    private void closed(Scene scene, Progress progress, String out, int status, long bytes) {
        parts.records().log().note(evidence.outcome(scene, progress.intent(), out, status, bytes));
        progress.closed();
    }

    /// What the world or we caused is no denial.
    private static boolean isWorlds(Problem problem) {
        return problem.status() >= 500;
    }
}
