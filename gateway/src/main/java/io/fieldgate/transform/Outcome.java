package io.fieldgate.transform;

import io.fieldgate.document.Value;

/// What a pure function on one value gives: another value, or the rule the value does not meet. Never the value
/// in a message.
public sealed interface Outcome {

    record Fit(Value value) implements Outcome {}

    /// @param rule id of a closed list, such as `resident-id-check-digit`; documented in `docs/reference/rules.md`
    record Unfit(String rule) implements Outcome {}
}
