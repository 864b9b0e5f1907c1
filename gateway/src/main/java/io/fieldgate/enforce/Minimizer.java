package io.fieldgate.enforce;

import io.fieldgate.document.Document;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judges the fields of a request and builds the outgoing document out of declared values; what is not declared
/// does not exist in it.
/// Errors: everything a caller can cause is a [Decision.Refuse]; `KeysUnavailable` and `StateUnavailable` pass
/// through.
/// Thread rule: stateless; may block on a key miss.
public final class Minimizer {

    /// Undeclared, refused and doubled places, missing required entries, every check, every derivation; all
    /// faults at once.
    public ValidationResult examine(DecisionRequest request, Document document) {
        return new Validation(request, document).run();
    }

    /// Consent, age, forms, deadlines: [Decision.Accept], [Decision.Ask] or [Decision.Refuse]. Needs no key.
    /// @param consents purposes the caller himself has consented to; nobody else's consent counts
    /// @param answers slot → word a service answered; empty at first
    /// @param current the record that is changed; empty for every other route
    public Decision judge(
            DecisionRequest request,
            ValidationResult.Fit examined,
            Set<String> consents,
            Map<Integer, String> answers,
            Optional<CurrentRecord> current) {
        return new RequestDecision(request, examined, consents, answers, current).run();
    }
}
