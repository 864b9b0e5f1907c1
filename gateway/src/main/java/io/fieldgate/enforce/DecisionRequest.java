package io.fieldgate.enforce;

import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.Route;

/// What every decision of one exchange is asked under: the register in force when it began, its route, its time.
public record DecisionRequest(RegisterInForce register, Route route, DecisionTime time) {

    AppPolicy policy() {
        return register.policy();
    }

    AppKeys keys() {
        return register.keys();
    }
}
