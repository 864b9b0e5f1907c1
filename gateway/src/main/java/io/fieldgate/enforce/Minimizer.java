package io.fieldgate.enforce;

import io.fieldgate.document.Document;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.Standing;
import java.util.Map;

/// Judges the fields of a request and builds the outgoing document out of declared values; what is not declared
/// does not exist in it.
/// Errors: everything a caller can cause is a [Decision.Refuse]; `KeysUnavailable` and `StateUnavailable` pass
/// through.
/// Thread rule: stateless; may block on a key miss.
public final class Minimizer {

    /// Undeclared, refused and doubled places, missing required entries, every check, every derivation; all
    /// faults at once.
    public ValidationResult examine(AppPolicy app, Route route, Document document, DecisionTime decisionTime) {
        return new Validation(app, route, document, decisionTime.today()).run();
    }

    /// Consent, age, forms, sealing, deadlines.
    /// @param answers slot → word a service answered; empty at first
    public Decision judge(
            AppPolicy app,
            AppKeys keys,
            Route route,
            ValidationResult.Fit examined,
            Standing standing,
            Map<Integer, String> answers,
            DecisionTime decisionTime) {
        return new RequestDecision(app, keys, route, examined, standing, answers, decisionTime).run();
    }
}
