package io.fieldgate.proxy;

import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.outage.Unavailable;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.InApp;
import io.fieldgate.proxy.ExchangeState.Recorded;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How an exchange ends, well or not: its answer, the `deny` leaf of a refusal, what it still owes, figures. Nothing
/// here can pass a value on. What is owed where is [#settle], state by state.
final class ExchangeCloser {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int RETRY_SECONDS = 5;
    private static final String NO_APP = "none";

    private final ExchangeParts parts;
    private final Evidence evidence;
    private final Enrolment enrolment;
    private final TakesHandler takes;
    private final GateMetrics metrics;

    ExchangeCloser(
            ExchangeParts parts, Evidence evidence, Enrolment enrolment, TakesHandler takes, GateMetrics metrics) {
        this.parts = parts;
        this.evidence = evidence;
        this.enrolment = enrolment;
        this.takes = takes;
        this.metrics = metrics;
    }

    Answer closed(ExchangeState.Ended ended) {
        return switch (ended) {
            case ExchangeState.Answered answered -> answered(answered);
            case ExchangeState.Refused refused -> refused(refused);
        };
    }

    private Answer answered(ExchangeState.Answered answered) {
        Response response = answered.response();
        metrics.request(app(answered), "ok");
        metrics.fields(app(answered), response.decisions());
        return decided(response.answer(), response.decisions());
    }

    /// What the caller can cause. A refusal stands even if the log is down, so its leaf is not waited for.
    private Answer refused(ExchangeState.Refused refused) {
        settle(refused.at());
        Refusal refusal = refused.step().refusal();
        List<FieldDecision> decisions = refused.step().decisions();
        if (refused.at() instanceof InApp at && refusal.problem().status() < 500) {
            parts.records().log().note(deny(at, refused.step()));
        }
        metrics.fields(app(refused), decisions);
        Answer answer = decided(refusing(refused, refusal), decisions);
        boolean unclear = refusal.problem() == Problem.MALFORMED
                && (refused.at() instanceof ExchangeState.Received || refused.at() instanceof ExchangeState.Unrouted);
        return unclear ? answer.closing() : answer; // a head with more than one reading: the connection ends
    }

    /// The leaf of a refusal says about whom it was, where keys allow it; the refusal stands without that too.
    /// A text that may not stand in a leaf is our own bug, and stays one.
    private ExchangeEvent.Deny deny(InApp at, Step.Refused<?> step) {
        try {
            return evidence.deny(at, step.refusal(), step.about(), step.decisions());
        } catch (Unavailable withoutTag) { // the same leaf without the person's tag holds less, never more
            return evidence.untagged(at, step.refusal(), step.decisions());
        }
    }

    /// What nobody here decided: a part that is unavailable, 503, or a bug of our own, 500.
    Answer broken(ExchangeState state, Throwable cause) {
        Refusal refusal = switch (cause) {
            case Unavailable outage -> unavailable(state, outage);
            default -> failed(state, cause);
        };
        if (state instanceof ExchangeState.Open open) {
            settle(open);
        }
        return refusing(state, refusal);
    }

    /// What the world causes: 503 with the part that is missing.
    private static Refusal unavailable(ExchangeState state, Unavailable outage) {
        LOG.atWarn()
                .addKeyValue("trace", state.received().trace())
                .addKeyValue("app", app(state))
                .addKeyValue("error", String.valueOf(outage.getMessage()))
                .log("An exchange was refused because a part of the gateway is unavailable.");
        return Refusal.later(Problem.of(outage), RETRY_SECONDS);
    }

    /// Our own bug. Its message is not logged: it may quote what it stumbled over.
    private static Refusal failed(ExchangeState state, Throwable bug) {
        LOG.atError()
                .addKeyValue("trace", state.received().trace())
                .addKeyValue("app", app(state))
                .addKeyValue("error", bug.getClass().getName())
                .addKeyValue("at", BugLocation.of(bug))
                .log("An exchange failed by a fault of the gateway; nothing was passed on.");
        return Refusal.of(Problem.INTERNAL);
    }

    private Answer refusing(ExchangeState state, Refusal refusal) {
        metrics.request(app(state), refusal.problem().id());
        return Answer.refusing(
                refusal, state.received().trace(), state.received().in().language());
    }

    private static Answer decided(Answer answer, List<FieldDecision> decisions) {
        String header = DecisionHeader.header(decisions);
        return header.isEmpty() ? answer : answer.with(DecisionHeader.HEADER, header);
    }

    private static String app(ExchangeState state) {
        return switch (state) {
            case InApp at -> at.scene().site().name();
            case ExchangeState.Received _ -> NO_APP;
            case ExchangeState.Ended ended -> app(ended.at());
        };
    }

    /// What an exchange that goes no further owes, by how far it has come: an open `intent` its outcome, or where the
    /// app may hold a record a due row first; an unconfirmed booking is given back.
    private void settle(ExchangeState.Open state) {
        try {
            switch (state) {
                case ExchangeState.Received _,
                        ExchangeState.Unrouted _,
                        ExchangeState.OwnAddress _,
                        ExchangeState.OwnAdmitted _,
                        ExchangeState.Routed _,
                        ExchangeState.Identified _,
                        ExchangeState.Admitted _,
                        ExchangeState.BodyRead _,
                        ExchangeState.Checked _,
                        ExchangeState.Asking _,
                        ExchangeState.Accepted _ -> {} // nothing was reserved, nothing has left
                case ExchangeState.Decided decided -> release(decided);
                case Recorded recorded -> unsent(recorded);
                case ExchangeState.Owned owned -> release(owned.decided());
                case ExchangeState.Sending sending -> unknown(sending);
                case ExchangeState.Stored stored -> stored(stored);
                case ExchangeState.Replied replied -> releaseUnlessDone(replied.recorded(), replied.reply());
                case ExchangeState.Unanswered unanswered -> release(unanswered.decided());
                case ExchangeState.Shown _ -> {} // the app has answered, nothing is open
            }
        } catch (RuntimeException cause) { // the booking stays counted, the intent open: both are the safe side
            LOG.atWarn()
                    .addKeyValue("trace", state.received().trace())
                    .addKeyValue("app", app(state))
                    .addKeyValue("error", cause.getClass().getName())
                    .log("What an exchange owes could not be settled.");
        }
    }

    /// Ended while it was looked whose record is to be erased. Only an `erases` can end here, and it books nothing.
    private void unsent(Recorded recorded) {
        outcome(recorded, "unknown", -1, 0);
    }

    /// On its way when it ended: the app may have acted.
    private void unknown(ExchangeState.Sending sending) {
        owe(sending.recorded());
        release(sending.decided());
    }

    private void owe(Recorded recorded) {
        boolean taking = recorded.route().kind() == Route.Kind.TAKES;
        if (!taking || !takes.owes(recorded.decided(), evidence.outcome(recorded, "unknown", -1, 0))) {
            outcome(recorded, "unknown", -1, 0);
        }
    }

    /// The app has the record, whatever we stumbled over.
    private void stored(ExchangeState.Stored stored) {
        try {
            takes.lost(stored.decided());
            outcome(stored.recorded(), "unknown", -1, 0);
        } catch (Unavailable down) { // remembered until the part is back; the intent stays open so long
            owe(stored.recorded());
        }
        releaseUnlessDone(stored.recorded(), stored.reply());
    }

    private void releaseUnlessDone(Recorded recorded, UpstreamResult.Reply reply) {
        if (!reply.isSuccess()) {
            release(recorded.decided());
        }
    }

    private void release(ExchangeState.Decided decided) {
        enrolment.release(decided.scene().site().policy(), decided.enrolled());
    }

    /// The `outcome` of the exchange's open `intent`. @param status the app's, -1 for none
    void outcome(Recorded recorded, String out, int status, long bytes) {
        parts.records().log().note(evidence.outcome(recorded, out, status, bytes));
    }
}
