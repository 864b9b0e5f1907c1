package io.fieldgate.policy.compile;

import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.source.Messages;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The ids of all rules, read off the catalogue, and who enforces them.
public final class RuleIds {
    private static final String PREFIX = "FG-";
    /// Rules that reading and binding enforce, beside all of group SYN; a lint may add to one of them.
    private static final Set<String> BOUND = Set.of("FG-FRM-01", "FG-DOM-01", "FG-ACC-07");

    private RuleIds() {}

    /// Every rule that has a message, sorted.
    public static List<String> all() {
        Set<String> rules = new TreeSet<>();
        for (String id : Messages.in(Messages.Language.EN).ids()) {
            if (id.startsWith(PREFIX) && id.indexOf('.') > 0) {
                rules.add(id.substring(0, id.indexOf('.')));
            }
        }
        return List.copyOf(rules);
    }

    /// @throws IllegalStateException when a rule of the catalogue has nobody that enforces it
    static void requireAll(List<Lint> lints) {
        Set<String> enforced = new HashSet<>(BOUND);
        lints.forEach(lint -> enforced.addAll(lint.rules()));
        for (String rule : all()) {
            if (!rule.startsWith("FG-SYN-") && !enforced.contains(rule)) {
                throw new IllegalStateException(
                        "No lint enforces the rule " + rule + "; policies are not loaded without it.");
            }
        }
    }
}
