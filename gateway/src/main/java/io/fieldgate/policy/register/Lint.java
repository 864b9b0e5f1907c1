package io.fieldgate.policy.register;

import io.fieldgate.policy.source.Diagnostics;
import java.util.List;

/// One group of rules over bound files. Total: passes over what is unread or unknown, since that has its own finding.
/// Thread rule: stateless.
public interface Lint {
    /// The ids of its rules, such as `FG-RET-02`.
    List<String> rules();

    void check(PolicyDraft draft, Diagnostics out);
}
