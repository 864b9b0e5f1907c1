package io.fieldgate.proxy;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.InboundRequest;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How an exchange ends, well or not: its answer, the `deny` leaf of a refusal, the outcome of an open
/// `intent`, a booking given back, figures. Nothing here can pass a value on.
final class ExchangeCloser {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int RETRY_SECONDS = 5;

    private final ExchangeParts parts;
    private final Evidence evidence;
    private final AdmissionChecks admissionChecks;
    private final GateMetrics metrics;

    ExchangeCloser(ExchangeParts parts, Evidence evidence, AdmissionChecks admissionChecks, GateMetrics metrics) {
        this.parts = parts;
        this.evidence = evidence;
        this.admissionChecks = admissionChecks;
        this.metrics = metrics;
    }

    Answer done(Progress progress, Answered.Done done) {
        metrics.request(progress.app(), "ok");
        metrics.fields(progress.app(), done.decisions());
        String header = DecisionHeader.header(done.decisions());
        return header.isEmpty() ? done.answer() : done.answer().with(DecisionHeader.HEADER, header);
    }

    /// What the caller can cause. A refusal stands even if the log is down, so its leaf is not waited for.
    Answer refused(InboundRequest in, Progress progress, Answered.Refused refused) {
        settle(progress);
        Scene scene = progress.scene();
        if (scene != null && refused.refusal().problem().status() < 500) {
            parts.records().log().note(deny(scene, progress.op(), refused));
        }
        metrics.fields(progress.app(), refused.decisions());
        return answer(in, progress, refused.refusal(), DecisionHeader.header(refused.decisions()));
    }

    /// The leaf of a refusal says about whom it was, where keys allow it; the refusal stands without that too.
    private AuditEvent.Deny deny(Scene scene, ProcessingOperation processingOperation, Answered.Refused refused) {
        Optional<SubjectRef> about = refused.about();
        try {
            return evidence.deny(scene, processingOperation, refused.refusal(), about, refused.decisions());
        } catch (RuntimeException withoutKeys) { // the same leaf without the person's tag holds less, never more
            return evidence.deny(
                    scene, processingOperation, refused.refusal(), Optional.empty(), List.<FieldDecision>of());
        }
    }

    /// What the world causes: 503 with the part that is missing.
    Answer unavailable(InboundRequest in, Progress progress, Problem problem, RuntimeException cause) {
        LOG.atWarn()
                .addKeyValue("trace", progress.trace)
                .addKeyValue("app", progress.app())
                .addKeyValue("error", String.valueOf(cause.getMessage()))
                .log("An exchange was refused because a part of the gateway is unavailable.");
        settle(progress);
        return answer(in, progress, Refusal.later(problem, RETRY_SECONDS), "");
    }

    /// Our own bug. Its message is not logged: it may quote what it stumbled over.
    Answer failed(InboundRequest in, Progress progress, Throwable bug) {
        LOG.atError()
                .addKeyValue("trace", progress.trace)
                .addKeyValue("app", progress.app())
                .addKeyValue("error", bug.getClass().getName())
                .addKeyValue("at", BugLocation.of(bug))
                .log("An exchange failed by a fault of the gateway; nothing was passed on.");
        settle(progress);
        return answer(in, progress, Refusal.of(Problem.INTERNAL), "");
    }

    private Answer answer(InboundRequest in, Progress progress, Refusal refusal, String decisions) {
        metrics.request(progress.app(), refusal.problem().id());
        Answer plain = Answer.refusing(refusal, progress.trace, in.language());
        Answer answer = progress.unclear ? plain.closing() : plain;
        return decisions.isEmpty() ? answer : answer.with(DecisionHeader.HEADER, decisions);
    }

    /// Whatever ended the exchange: an open `intent` gets its outcome, where a due row is missing once that is
    /// written, and a reserved booking is given back.
    private void settle(Progress progress) {
        Scene scene = progress.scene();
        if (scene != null && progress.isOpen()) {
            progress.owed().ifPresentOrElse(row -> owes(scene, progress, row), () -> unknown(scene, progress));
        }
        try {
            admissionChecks.release(progress);
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

    private void owes(Scene scene, Progress progress, TakesHandler.Pending row) {
        AuditEvent.Outcome end = evidence.outcome(scene, progress.intent(), "unknown", -1, 0);
        MountedApp site = row.site();
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
