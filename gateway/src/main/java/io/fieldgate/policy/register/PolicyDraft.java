package io.fieldgate.policy.register;

import java.time.Instant;
import java.util.List;

/// Everything in the folder as bound, before it is compiled: what a [Lint] judges.
/// @param now the instant against which days are judged
public record PolicyDraft(
        Vocabulary vocabulary, Campaigns campaigns, Invariants invariants, List<Register> registers, Instant now) {
    public PolicyDraft {
        registers = List.copyOf(registers);
    }
}
