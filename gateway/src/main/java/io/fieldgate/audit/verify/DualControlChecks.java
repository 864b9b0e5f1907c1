package io.fieldgate.audit.verify;

import io.fieldgate.audit.leaf.Leaf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Checks the leaves of two-person acts against each other: somebody else agrees, in time, to what was asked for, and
/// what was shown on an agreement had one that was not over. Thread rule: one thread.
final class DualControlChecks {
    private static final long WAIT_MICROS = TimeUnit.MINUTES.toMicros(10); // an ask waits so long
    private static final long SLACK_MICROS = TimeUnit.MINUTES.toMicros(1); // between the judgement and its leaf

    private record Person(String id, String org) {
        static Person of(Leaf leaf, String member) {
            return new Person(leaf.text(member, "id"), leaf.text(member, "org"));
        }
    }

    private record Asked(String act, String app, Person person, long micros) {}

    private record Agreed(Person asker, Person approver, long untilMicros) {}

    private final Map<String, Asked> asks = new HashMap<>();
    private final Map<String, Agreed> grants = new HashMap<>();

    void ask(Leaf leaf) {
        asks.values().removeIf(ask -> leaf.micros() - ask.micros() > WAIT_MICROS + SLACK_MICROS);
        grants.values().removeIf(grant -> leaf.micros() - grant.untilMicros() > SLACK_MICROS);
        asks.put(
                leaf.text("ask"),
                new Asked(leaf.text("act"), leaf.text("app"), Person.of(leaf, "actor"), leaf.micros()));
    }

    /// @return what is wrong, if anything
    Optional<String> approval(Leaf leaf) {
        Asked asked = asks.get(leaf.text("ask"));
        if (asked == null
                || !asked.act().equals(leaf.text("act"))
                || !asked.app().equals(leaf.text("app"))
                || leaf.micros() - asked.micros() > WAIT_MICROS + SLACK_MICROS) {
            return Optional.of("it agrees to what nobody was asking for");
        }
        Person approver = Person.of(leaf, "actor");
        if (approver.equals(asked.person())) {
            return Optional.of("whoever agrees is whoever asked");
        }
        grants.put(
                leaf.text("ask"),
                new Agreed(asked.person(), approver, TimeUnit.SECONDS.toMicros(leaf.number("until"))));
        return Optional.empty();
    }

    /// @return what is wrong, if anything
    Optional<String> reveal(Leaf leaf) {
        String ask = leaf.text("ask");
        if (ask.isEmpty()) {
            return Optional.empty();
        }
        Agreed agreed = grants.get(ask);
        boolean holds = agreed != null
                && agreed.approver().equals(Person.of(leaf, "approver"))
                && agreed.asker().equals(Person.of(leaf, "actor"))
                && leaf.micros() - agreed.untilMicros() <= SLACK_MICROS;
        return holds ? Optional.empty() : Optional.of("it names an agreement that nobody gave, or that was over");
    }
}
