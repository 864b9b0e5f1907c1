package io.fieldgate.proxy;

import io.fieldgate.document.Cell;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.Accepted;
import io.fieldgate.proxy.ExchangeState.Admitted;
import io.fieldgate.proxy.ExchangeState.Answered;
import io.fieldgate.proxy.ExchangeState.Asking;
import io.fieldgate.proxy.ExchangeState.BodyRead;
import io.fieldgate.proxy.ExchangeState.Checked;
import io.fieldgate.proxy.ExchangeState.Decided;
import io.fieldgate.proxy.ExchangeState.Ended;
import io.fieldgate.proxy.ExchangeState.Identified;
import io.fieldgate.proxy.ExchangeState.Open;
import io.fieldgate.proxy.ExchangeState.OwnAddress;
import io.fieldgate.proxy.ExchangeState.OwnAdmitted;
import io.fieldgate.proxy.ExchangeState.Owned;
import io.fieldgate.proxy.ExchangeState.Received;
import io.fieldgate.proxy.ExchangeState.Recorded;
import io.fieldgate.proxy.ExchangeState.Replied;
import io.fieldgate.proxy.ExchangeState.Routed;
import io.fieldgate.proxy.ExchangeState.Sending;
import io.fieldgate.proxy.ExchangeState.Shown;
import io.fieldgate.proxy.ExchangeState.Stored;
import io.fieldgate.proxy.ExchangeState.Unanswered;
import io.fieldgate.proxy.ExchangeState.Unrouted;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.BodyReader;
import io.fieldgate.proxy.http.InboundRequest;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.Upstream;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.List;
import java.util.Optional;

/// One request and its answer, from state to state: [#next] is the whole way. *Judge* (head, caller, body → decision),
/// *send* and *answer* wait for nobody; what waits are the seams *durable* and *reply*, and the body before them.
/// Errors: a refusal is a state; what the world causes is 503, anything else is our own bug, 500, with nothing passed
/// on from there in either direction. Thread rule: one thread per run, never an event loop.
final class Exchange {
    private final ExchangeParts parts;
    private final ProxySettings settings;
    private final IdempotencyKeys idempotencyKeys;
    private final Evidence evidence = new Evidence();
    private final AdmissionChecks admission;
    private final RequestJudge judge;
    private final ServiceAsker services;
    private final RouteHandlers handlers;
    private final ExchangeCloser closer;
    private final GateMetrics metrics;

    Exchange(MountTable mountTable, ProxySettings settings, ExchangeParts parts, GateMetrics metrics) {
        this.parts = parts;
        this.settings = settings;
        this.admission = new AdmissionChecks(mountTable, parts);
        this.idempotencyKeys = new IdempotencyKeys(
                parts.records().ids(),
                parts.records().digest(),
                settings.waits().answer());
        Enrolment enrolment =
                new Enrolment(parts.lives().standings(), parts.callers().rates());
        this.judge = new RequestJudge(parts, new RequestReader(mountTable), enrolment, idempotencyKeys);
        this.services = new ServiceAsker(parts.records().log(), evidence);
        this.handlers = RouteHandlers.of(
                parts, evidence, new ReplyReader(settings.sizes().answerBytes()));
        this.closer = new ExchangeCloser(parts, evidence, enrolment, handlers.takes(), metrics);
        this.metrics = metrics;
    }

    /// Runs one exchange to its end and answers it.
    void run(InboundRequest in, Upstream upstream) {
        GateMetrics.Stages stages = metrics.begin();
        EvenTime time = new EvenTime();
        ExchangeState state = new Received(
                parts.records().ids().next(),
                in,
                upstream,
                parts.lives().clock().reading());
        Answer answer;
        try {
            while (state instanceof Open open) {
                state = next(open);
                time.passed(open, state);
                stages.enter(state);
            }
            answer = closer.closed((Ended) state);
            time.hold((Ended) state);
        } catch (Throwable cause) {
            // also out of memory or stack, or a fault while refusing: the gate stays closed, the client hears of it
            answer = closer.broken(state, cause);
        } finally {
            state.close();
            idempotencyKeys.end(state.received().trace());
        }
        in.answer(answer, state.received().trace());
        stages.end();
    }

    /// The way of an exchange.
    private ExchangeState next(Open state) {
        return switch (state) {
            case Received received -> admission.route(received);
            case Routed routed -> admission.identify(routed);
            case Identified identified -> admission.admit(identified);
            case Admitted admitted -> body(admitted);
            case BodyRead read -> judge.check(read);
            case Checked checked -> changesUnread(checked) ? current(checked) : judge.decide(checked);
            case Asking asking -> services.ask(asking).from(asking, words -> judge.decide(asking, words));
            case Accepted accepted -> judge.seal(accepted);
            case Decided decided ->
                decided.route().kind() == Route.Kind.ERASES ? readBack(decided) : durable(decided, Optional.empty());
            case Owned(Decided decided, OwnedRecords.Found found) -> durable(decided, Optional.of(found));
            case Recorded recorded -> leaving(recorded);
            case Sending sending -> reply(sending);
            case Stored stored -> stored(stored);
            case Replied replied -> answer(replied);
            case Shown shown -> durable(shown);
            case OwnAddress address -> admission.admitOwn(address);
            case OwnAdmitted admitted -> own(admitted);
            case Unrouted _, Unanswered _ ->
                throw new IllegalStateException("An exchange that was refused goes no further.");
        };
    }

    private ExchangeState body(Admitted admitted) {
        int limit = admitted.scene().site().policy().limits().bodyBytes();
        return body(admitted.received().in(), limit).from(admitted, bytes -> new BodyRead(admitted, bytes));
    }

    private Step<byte[]> body(InboundRequest in, int limit) {
        return switch (in.body(limit, settings.waits().body())) {
            case BodyReader.Taken.Whole(byte[] bytes) -> Step.go(bytes);
            case BodyReader.Taken.TooLarge _ -> Step.refused(Problem.TOO_LARGE);
            case BodyReader.Taken.CutShort(String rule) -> Step.refused(Problem.MALFORMED, rule);
        };
    }

    /// Seam: the `intent` is durable. Until here no value has left.
    /// @param found the record, where it was read back
    private Recorded durable(Decided decided, Optional<OwnedRecords.Found> found) {
        UpstreamRequest request = RequestWriter.write(
                decided.route(),
                decided.forward().cells(),
                decided.checked().eventId(),
                decided.received().trace());
        return new Recorded(
                decided,
                request,
                parts.records()
                        .log()
                        .append(evidence.intent(decided, found, request.body().length))
                        .index());
    }

    /// To be erased: the record is read back by its id, and only where the caller may erase it anything else follows.
    private ExchangeState readBack(Decided decided) {
        return found(decided, decided.forward().cells()).from(decided, found -> new Owned(decided, found));
    }

    private static boolean changesUnread(Checked checked) {
        return checked.route().kind() == Route.Kind.CHANGES && checked.current().isEmpty();
    }

    /// To be changed: the record is read back by its id before anything is decided, for it says how long what is
    /// written may live.
    private ExchangeState current(Checked checked) {
        return found(checked, checked.fit().cells())
                .then(found -> handlers.changes().current(checked, found))
                .from(checked, checked::in);
    }

    private Step<OwnedRecords.Found> found(ExchangeState.Fit at, List<Cell> cells) {
        Optional<UpstreamRequest> request = handlers.readBack().request(at, cells);
        return request.isEmpty()
                ? Step.refused(Problem.NO_RECORD)
                : switch (send(at, request.get())) {
                    case UpstreamResult.Failed(UpstreamResult.Fate fate) -> Step.refused(fate.problem(), fate.rule());
                    case UpstreamResult.Reply reply -> handlers.readBack().found(at, reply);
                };
    }

    private Sending leaving(Recorded recorded) {
        remember(recorded, false);
        return new Sending(recorded);
    }

    private void remember(Recorded recorded, boolean done) {
        idempotencyKeys.sent(recorded.admitted().key(), done);
    }

    /// Seam: the app's reply, or what became of the request.
    private ExchangeState reply(Sending sending) {
        Recorded recorded = sending.recorded();
        boolean takes = recorded.route().kind() == Route.Kind.TAKES;
        boolean changes = recorded.route().kind() == Route.Kind.CHANGES;
        return switch (send(recorded, recorded.request())) {
            case UpstreamResult.Failed(UpstreamResult.Fate fate) -> {
                if (takes && fate.mayHaveActed()) {
                    handlers.takes().lost(recorded.decided());
                }
                if (changes && fate.mayHaveActed()) {
                    handlers.changes().owed(recorded.decided());
                }
                closer.outcome(recorded, fate.out(), -1, 0);
                yield new ExchangeState.Refused(new Unanswered(recorded), Step.refused(fate.problem(), fate.rule()));
            }
            case UpstreamResult.Reply reply -> {
                if (changes && reply.mayHaveActed()) {
                    handlers.changes().owed(recorded.decided());
                }
                if (reply.isSuccess()) {
                    remember(recorded, true);
                }
                yield takes && reply.mayHaveActed()
                        ? new Stored(recorded, reply)
                        : replied(recorded, reply, reply.isSuccess() ? "ok" : "failed");
            }
        };
    }

    private static UpstreamResult send(ExchangeState.Fit at, UpstreamRequest request) {
        return at.received().upstream().send(at.scene().site().backend(), request);
    }

    private Replied replied(Recorded recorded, UpstreamResult.Reply reply, String out) {
        closer.outcome(recorded, out, reply.status(), reply.body().length);
        return new Replied(recorded, reply);
    }

    /// A record may be there: its due row is durable before the intent may end.
    private ExchangeState stored(Stored stored) {
        Step<Response> step = handlers.takes().answer(stored);
        Replied replied =
                replied(stored.recorded(), stored.reply(), stored.reply().isSuccess() ? "ok" : "unknown");
        return step.from(replied, response -> new Answered(replied, response));
    }

    /// The reply becomes the caller's answer.
    private ExchangeState answer(Replied replied) {
        return switch (replied.route().kind()) {
            case TAKES -> new ExchangeState.Refused(replied, TakesHandler.failed(replied.reply()));
            case GIVES -> handlers.gives().answer(replied);
            case CHANGES ->
                handlers.changes().answer(replied).from(replied, response -> new Answered(replied, response));
            case ERASES -> handlers.erases().answer(replied).from(replied, response -> new Answered(replied, response));
        };
    }

    /// Seam: the `reveal` is durable. Until here no byte goes to the reader.
    private Answered durable(Shown shown) {
        parts.records().log().append(shown.reveal());
        return new Answered(shown, shown.response());
    }

    private ExchangeState own(OwnAdmitted admitted) {
        OwnAddress address = admitted.address();
        return body(admitted.received().in(), address.route().bodyBytes())
                .then(bytes -> address.route().answer(admitted.scene(), address.method(), bytes, parts))
                .from(admitted, response -> new Answered(admitted, response));
    }
}
