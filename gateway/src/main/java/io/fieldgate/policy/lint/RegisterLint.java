package io.fieldgate.policy.lint;

import io.fieldgate.policy.Diagnostics;
import io.fieldgate.policy.Lint;
import io.fieldgate.policy.PolicyDraft;
import io.fieldgate.policy.Register;

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
