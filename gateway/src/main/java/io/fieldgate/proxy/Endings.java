package io.fieldgate.proxy;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.Op;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Incoming;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How an exchange ends, well or not: its answer, the `deny` leaf of a refusal, the outcome of an open
/// `intent`, a booking given back, figures. Nothing here can pass a value on.
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int RETRY_SECONDS = 5;

    private final ExchangeParts parts;
    private final Evidence evidence;
    private final Doors doors;
    private final GateMetrics metrics;

    Endings(ExchangeParts parts, Evidence evidence, Doors doors, GateMetrics metrics) {
        this.parts = parts;
        this.evidence = evidence;
        this.doors = doors;
        this.metrics = metrics;
    }

    Answer done(Progress progress, Answered.Done done) {
        metrics.request(progress.app(), "ok");
        metrics.fields(progress.app(), done.decisions());
        String header = Decisions.header(done.decisions());
        return header.isEmpty() ? done.answer() : done.answer().with(Decisions.HEADER, header);
    }

    /// What the caller can cause. A refusal stands even if the log is down, so its leaf is not waited for.
    Answer refused(Incoming in, Progress progress, Answered.Refused refused) {
        settle(progress);
        Scene scene = progress.scene();
        if (scene != null && refused.refusal().problem().status() < 500) {
            parts.records().log().note(deny(scene, progress.op(), refused));
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
            return evidence.deny(scene, op, refused.refusal(), Optional.empty(), List.<FieldDecision>of());
        }
    }

    /// What the world causes: 503 with the part that is missing.
    Answer unavailable(Incoming in, Progress progress, Problem problem, RuntimeException cause) {
        LOG.atWarn()
                .addKeyValue("trace", progress.trace)
                .addKeyValue("app", progress.app())
                .addKeyValue("error", String.valueOf(cause.getMessage()))
                .log("An exchange was refused because a part of the gateway is unavailable.");
        settle(progress);
        return answer(in, progress, Refusal.later(problem, RETRY_SECONDS), "");
    }

    /// Our own bug. Its message is not logged: it may quote what it stumbled over.
    Answer failed(Incoming in, Progress progress, Throwable bug) {
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

    /// Whatever ended the exchange: an open `intent` gets its outcome, where a due row is missing once that is
    /// written, and a reserved booking is given back.
    private void settle(Progress progress) {
        Scene scene = progress.scene();
        if (scene != null && progress.isOpen()) {
            progress.owed().ifPresentOrElse(row -> owes(scene, progress, row), () -> unknown(scene, progress));
        }
        try {
            doors.release(progress);
        } catch (RuntimeException cause) { // the booking stays counted, which is the safe side
            LOG.atWarn()
                    .addKeyValue("trace", progress.trace)
                    .addKeyValue("app", progress.app())
                    .log("A booking could not be given back.");
        }
    }

    private void unknown(Scene scene, Progress progress) {
        closed(scene, progress, "unknown", -1, 0);
    }

    private void owes(Scene scene, Progress progress, Taking.Pending row) {
        AuditEvent.Outcome end = evidence.outcome(scene, progress.intent(), "unknown", -1, 0);
        AppSite site = row.site();
        parts.lives().records().owes(site.policy(), site.keys(), row.person(), row.dueMinute(), row.eventId(), end);
        progress.settled();
        progress.closed();
    }

    /// The `outcome` of the exchange's open `intent`.
    void closed(Scene scene, Progress progress, String out, int status, long bytes) {
        parts.records().log().note(evidence.outcome(scene, progress.intent(), out, status, bytes));
        progress.closed();
    }
}
