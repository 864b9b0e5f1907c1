package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.document.Document;
import io.fieldgate.enforce.Decision;
import io.fieldgate.enforce.DecisionRequest;
import io.fieldgate.enforce.DecisionTime;
import io.fieldgate.enforce.Fault;
import io.fieldgate.enforce.ValidationResult;
import io.fieldgate.guard.RateLimits;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Entry;
import io.fieldgate.proxy.ExchangeState.Accepted;
import io.fieldgate.proxy.ExchangeState.Asking;
import io.fieldgate.proxy.ExchangeState.BodyRead;
import io.fieldgate.proxy.ExchangeState.Checked;
import io.fieldgate.proxy.ExchangeState.Decided;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// From a body in memory to a decision: read, check every value, decide, enrol, seal. Nothing leaves, nothing waits for
/// a network, and until a record is accepted nothing is stored.
final class RequestJudge {
    private static final int TWIN_RETRY_SECONDS = 5;
    private static final String ASKED_PERSONS = "asked-persons";

    private final ExchangeParts parts;
    private final RequestReader requests;
    private final Enrolment enrolment;
    private final IdempotencyKeys keys;
    private final ViewNeeds needs;

    RequestJudge(ExchangeParts parts, RequestReader requests, Enrolment enrolment, IdempotencyKeys keys) {
        this.parts = parts;
        this.requests = requests;
        this.enrolment = enrolment;
        this.keys = keys;
        this.needs = new ViewNeeds(parts.callers().acts());
    }

    /// Every check of values; all faults at once.
    ExchangeState check(BodyRead read) {
        Scene scene = read.scene();
        AppPolicy app = scene.site().policy();
        Step<Document> document = requests.read(
                read.routed().match(),
                read.received().in().head(),
                read.body(),
                app.limits().bodyBytes());
        DecisionRequest request = new DecisionRequest(
                scene.site().register(),
                read.route(),
                DecisionTime.of(scene.time(), app.duties().zone()));
        return document.then(cells -> fitting(request, cells))
                .then(fit -> whose(read, request, fit))
                .from(read, fit -> checked(read, request, fit));
    }

    private ExchangeState checked(BodyRead read, DecisionRequest request, ValidationResult.Fit fit) {
        return needs.met(read, fit)
                .from(
                        read,
                        grounds -> begun(read, fit)
                                .from(
                                        read,
                                        event -> new Checked(read, request, fit, grounds, event, Optional.empty())));
    }

    private Step<ValidationResult.Fit> fitting(DecisionRequest request, Document document) {
        return switch (parts.judges().minimizer().examine(request, document)) {
            case ValidationResult.Fit fit -> Step.go(fit);
            case ValidationResult.Unfit(Decision.Refuse refuse) -> RefusalMapping.of(refuse);
        };
    }

    /// A person writes about himself. Whoever else is meant, the answer is the same, and nobody is looked up for it.
    private Step<ValidationResult.Fit> whose(BodyRead read, DecisionRequest request, ValidationResult.Fit fit) {
        AppPolicy app = request.register().policy();
        Caller caller = read.scene().caller();
        if (!caller.isSubject() || app.head().subject().isEmpty()) {
            return Step.go(fit);
        }
        boolean takes = request.route().kind().collects();
        Optional<String> own = app.ownValue(caller, request.time().latest());
        Optional<String> other = fit.subject().filter(named -> !own.equals(Optional.of(named)));
        if (other.isPresent() && asksTooMany(read, other.get())) {
            return Step.refused(Problem.OVER_LIMIT, ASKED_PERSONS);
        }
        if (!takes) {
            return Step.go(fit);
        }
        if (own.isEmpty() || other.isPresent()) {
            Entry subject = app.entry(app.head().subject().getAsInt());
            String at = subject.places().getFirst().text();
            return Step.refused(Refusal.at(Problem.NOT_ONESELF, List.of(new Fault(at, "not-oneself", subject.line()))));
        }
        return Step.go(fit.of(own.get())); // also where the record itself does not say so
    }

    /// Whether the caller has asked for too many other people, whoever they are; the first time it is an alarm.
    private boolean asksTooMany(BodyRead read, String other) {
        String caller =
                AdmissionChecks.client(read.received().in(), read.scene().caller());
        UnaryOperator<byte[]> digest = parts.records().digest();
        RateLimits.Asking asking =
                parts.callers().rates().asks(digest.apply(caller.getBytes(UTF_8)), digest.apply(other.getBytes(UTF_8)));
        if (asking == RateLimits.Asking.TOO_MANY_NOW) {
            parts.records()
                    .log()
                    .note(new GovernanceEvent.Alert(
                            ASKED_PERSONS,
                            read.scene().site().name(),
                            Actor.SUBJECT,
                            "",
                            RateLimits.MOST_ASKED,
                            RateLimits.ASKED_WINDOW.toSeconds(),
                            List.of()));
        }
        return asking != RateLimits.Asking.FEW;
    }

    /// Which event this is a try of.
    private Step<IdempotencyKeys.Begun.Event> begun(BodyRead read, ValidationResult.Fit fit) {
        return switch (keys.begin(read.admitted().key(), read.received().trace(), fit.cells())) {
            case IdempotencyKeys.Begun.Event event -> Step.go(event);
            case IdempotencyKeys.Begun.OtherValues _ -> Step.refused(Problem.KEY_REUSED, "idempotency-key");
            case IdempotencyKeys.Begun.StillUnderWay _ ->
                Step.refused(
                        new Refusal(Problem.OVERLOADED, "idempotency-key", List.of(), TWIN_RETRY_SECONDS, List.of()));
        };
    }

    /// Consent, age, forms, deadlines.
    ExchangeState decide(Checked checked) {
        return decided(checked, Map.of());
    }

    /// @param words what the services said, by slot
    ExchangeState decide(Asking asking, Map<Integer, String> words) {
        return decided(asking.checked(), words);
    }

    private ExchangeState decided(Checked checked, Map<Integer, String> words) {
        DecisionRequest request = checked.request();
        Set<String> consents = request.route().kind().collects()
                ? parts.lives()
                        .standings()
                        .consents(request.register(), checked.scene().caller())
                : Set.of();
        return switch (parts.judges().minimizer().judge(request, checked.fit(), consents, words, checked.current())) {
            case Decision.Accept(Decision.Sealing sealing) -> new Accepted(checked, sealing);
            case Decision.Ask ask -> new Asking(checked, ask.questions());
            case Decision.Refuse refuse -> new ExchangeState.Refused(checked, RefusalMapping.of(refuse));
            case Decision.Forward _ -> throw new IllegalStateException("The judge sealed before anybody was enrolled.");
        };
    }

    /// The person is enrolled, then his values are sealed.
    ExchangeState seal(Accepted accepted) {
        return enrolment.enter(accepted).from(accepted, enrolled -> sealed(accepted, enrolled));
    }

    private ExchangeState sealed(Accepted accepted, Enrolment.Enrolled enrolled) {
        boolean handed = false;
        try {
            Decision decision = accepted.sealing().of(enrolled.person());
            handed = decision instanceof Decision.Forward;
            return switch (decision) {
                case Decision.Forward forward -> new Decided(accepted, enrolled, forward);
                case Decision.Refuse refuse -> new ExchangeState.Refused(accepted, RefusalMapping.of(refuse));
                case Decision.Accept _, Decision.Ask _ ->
                    throw new IllegalStateException("What was accepted is judged no second time.");
            };
        } finally {
            if (!handed) {
                enrolled.close();
                enrolment.release(accepted.scene().site().policy(), enrolled);
            }
        }
    }
}
