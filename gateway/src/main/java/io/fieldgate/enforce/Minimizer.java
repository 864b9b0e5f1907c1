package io.fieldgate.enforce;

import io.fieldgate.document.Document;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.Standing;
import java.util.Map;

/// Judges the fields of a request and builds the outgoing document out of declared values; what is not declared
/// does not exist in it.
/// Errors: everything a caller can cause is a [Verdict.Refuse]; `KeysUnavailable` and `StateUnavailable` pass
/// through.
/// Thread rule: stateless; may block on a key miss.
public final class Minimizer {

    /// Undeclared, refused and doubled places, missing required entries, every check, every derivation; all
    /// faults at once.
    public Examined examine(AppPolicy app, Route route, Document document, Moment moment) {
        return new Examination(app, route, document, moment.today()).run();
    }

    /// Consent, age, forms, sealing, deadlines.
    /// @param answers slot → word a service answered; empty at first
    public Verdict judge(
            AppPolicy app,
            AppKeys keys,
            Route route,
            Examined.Fit examined,
            Standing standing,
            Map<Integer, String> answers,
            Moment moment) {
        return new Judgement(app, keys, route, examined, standing, answers, moment).run();
    }
}
