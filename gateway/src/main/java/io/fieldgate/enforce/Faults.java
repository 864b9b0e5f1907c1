package io.fieldgate.enforce;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with one request and what was decided about its fields. For one exchange on one thread.
final class Faults {

    private static final int MAX_FAULTS = 100;

    private final List<Fault> faults = new ArrayList<>();
    private final List<FieldDecision> decisions = new ArrayList<>();
    private final Set<Decision.Why> whys = EnumSet.noneOf(Decision.Why.class);

    /// @param name entry name, or reported name of something undeclared
    void refuse(Decision.Why why, String name, Fault fault) {
        whys.add(why);
        if (faults.size() < MAX_FAULTS) {
            faults.add(fault);
            decide(name, FieldDecision.Act.REJECTED, fault.line());
        }
    }

    void decide(String name, FieldDecision.Act act, int line) {
        decisions.add(new FieldDecision(name, act, line));
    }

    boolean isEmpty() {
        return whys.isEmpty();
    }

    List<FieldDecision> decisions() {
        return decisions;
    }

    /// All faults under the name of the gravest: the first in the order of [Decision.Why].
    Decision.Refuse refusal() {
        return new Decision.Refuse(whys.iterator().next(), faults, decisions);
    }
}
