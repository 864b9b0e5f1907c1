package io.fieldgate.audit.log;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.SubjectTags;
import io.fieldgate.audit.TaggedSubjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps a noisy client from filling the log: per actor, route and rule the first 20 denials of a minute get a
/// leaf each, the rest are counted and get one leaf together when the minute is over. Thread rule: guarded by
/// this object's lock.
final class DenialCoalescer {
    private static final int LEAVES = 20;
    private static final int MAX_KEYS = 10_000; // beyond, denials are counted by app alone

    private record Key(Actor actor, Optional<SubjectTags> caller, String app, String route, String out, String rule) {}

    private static final class Tally {
        private int seen;
        private ExchangeEvent.Deny last;

        Tally(ExchangeEvent.Deny last) {
            this.last = last;
        }
    }

    private final Map<Key, Tally> tallies = new HashMap<>();
    private long minute;

    /// What is to be written now: earlier counts if a minute ended, and this denial unless it is only counted.
    synchronized List<ExchangeEvent.Deny> offer(ExchangeEvent.Deny deny, long nowMinute) {
        List<ExchangeEvent.Deny> due = new ArrayList<>(over(nowMinute));
        Access access = deny.access();
        Key key = new Key(access.actor(), access.caller(), access.app(), access.route(), deny.out(), deny.rule());
        if (tallies.size() >= MAX_KEYS && !tallies.containsKey(key)) {
            key = new Key(Actor.NOBODY, Optional.empty(), access.app(), "", "over-limit", "");
        }
        Tally tally = tallies.computeIfAbsent(key, _ -> new Tally(deny));
        tally.last = deny;
        if (tally.seen++ < LEAVES) {
            due.add(deny);
        }
        return due;
    }

    /// Counts of a minute that is over.
    synchronized List<ExchangeEvent.Deny> over(long nowMinute) {
        if (nowMinute == minute) {
            return List.of();
        }
        minute = nowMinute;
        List<ExchangeEvent.Deny> counts = rest();
        tallies.clear();
        return counts;
    }

    /// All counts that have no leaf yet.
    synchronized List<ExchangeEvent.Deny> rest() {
        List<ExchangeEvent.Deny> counts = new ArrayList<>();
        for (Map.Entry<Key, Tally> each : tallies.entrySet()) {
            Tally tally = each.getValue();
            if (tally.seen > LEAVES) {
                counts.add(counted(each.getKey(), tally.last, tally.seen - LEAVES));
                tally.seen = LEAVES;
            }
        }
        return counts;
    }

    private static ExchangeEvent.Deny counted(Key key, ExchangeEvent.Deny last, int count) {
        Access access = last.access();
        Access bare = new Access(
                access.trace(),
                access.app(),
                key.route(),
                access.op(),
                access.policy(),
                access.parties(),
                key.actor(),
                key.caller(),
                LegalBasis.NONE,
                TaggedSubjects.NONE,
                List.of());
        return new ExchangeEvent.Deny(bare, key.out(), key.rule(), count);
    }
}
