package io.fieldgate.policy.lint;

import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.register.PolicyDraft;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.source.Diagnostics;

/// A group of rules that judge one app's file at a time.
interface RegisterLint extends Lint {
    void check(Facts facts, Diagnostics out);

    @Override
    default void check(PolicyDraft draft, Diagnostics out) {
        for (Register register : draft.registers()) {
            check(new Facts(draft, register), out);
        }
    }
}
