package io.fieldgate.proxy;

import io.fieldgate.document.Document;
import io.fieldgate.enforce.Decision;
import io.fieldgate.enforce.DecisionRequest;
import io.fieldgate.enforce.DecisionTime;
import io.fieldgate.enforce.ValidationResult;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Standing;
import io.fieldgate.proxy.ExchangeState.Asking;
import io.fieldgate.proxy.ExchangeState.BodyRead;
import io.fieldgate.proxy.ExchangeState.Checked;
import io.fieldgate.proxy.ExchangeState.Decided;
import java.util.Map;

/// From a body in memory to a decision: read, check every value, look the person up, decide. Nothing leaves, nothing
/// waits for a network.
final class RequestJudge {
    private final ExchangeParts parts;
    private final RequestReader requests;

    RequestJudge(ExchangeParts parts, RequestReader requests) {
        this.parts = parts;
        this.requests = requests;
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
        return document.then(cells -> fitting(request, cells)).from(read, fit -> known(read, request, fit));
    }

    private Step<ValidationResult.Fit> fitting(DecisionRequest request, Document document) {
        return switch (parts.judges().minimizer().examine(request, document)) {
            case ValidationResult.Fit fit -> Step.go(fit);
            case ValidationResult.Unfit(Decision.Refuse refuse) -> RefusalMapping.of(refuse);
        };
    }

    private Checked known(BodyRead read, DecisionRequest request, ValidationResult.Fit fit) {
        String eventId = read.admitted().key().eventId(parts.records().ids());
        Standing standing = parts.lives()
                .standings()
                .of(request.register(), fit.subject(), request.time().born());
        return new Checked(read, request, fit, standing, eventId);
    }

    /// Consent, age, forms, deadlines.
    ExchangeState decide(Checked checked) {
        return switch (decision(checked, Map.of())) {
            case Decision.Forward forward -> new Decided(checked, forward);
            case Decision.Ask ask -> new Asking(checked, ask.questions());
            case Decision.Refuse refuse -> new ExchangeState.Refused(checked, RefusalMapping.of(refuse));
        };
    }

    /// @param words what the services said, by slot
    ExchangeState decide(Asking asking, Map<Integer, String> words) {
        Checked checked = asking.checked();
        return switch (decision(checked, words)) {
            case Decision.Forward forward -> new Decided(checked, forward);
            case Decision.Ask _ -> throw new IllegalStateException("The judge asked twice.");
            case Decision.Refuse refuse -> new ExchangeState.Refused(checked, RefusalMapping.of(refuse));
        };
    }

    private Decision decision(Checked checked, Map<Integer, String> words) {
        return parts.judges().minimizer().judge(checked.request(), checked.fit(), checked.standing(), words);
    }
}
