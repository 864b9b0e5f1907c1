package io.fieldgate.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fieldgate.crypto.Digests;
import io.fieldgate.guard.RevealMeter.Person;
import io.fieldgate.policy.AppLimits.Scale;
import io.fieldgate.policy.Caller;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How much of the legal scale each staff id, and each unit, has been shown: distinct persons, each by the heaviest
/// type shown of him, over 24 hours and 30 days, all apps and roles together.
///
/// **What is kept.** An account (a staff id of an organisation, or a unit of it) has per person the last time he was
/// shown in each weight, in memory and in the state (account 16 ‖ person 16 → three times 8), where the row
/// dies with the longer window. So a restart changes no count. A person is the row id of his scope, or the keyed name
/// of a pseudonym or record: nothing that can be read back.
///
/// **Bound.** Nothing is added once an account would reach the whole, so it has at most 5,000 persons (250 KB). Of all
/// accounts [#MAX_PERSONS] are in memory; an account is read from the state again when its turn comes.
///
/// **Cost.** A reading sums two accounts, at most 10,000 persons; only one that adds somebody, or was not noted for
/// [#NOTED], writes.
///
/// Source: 法释〔2017〕10号, article 5. Thread rule: safe for many threads; blocks on the state.
/// Errors: `StateUnavailable`; nothing is shown then.
final class LegalScale {

    /// What an answer came to. @param alarm the first time in 24 hours that an account reaches a line
    record Judgement(Verdict verdict, Optional<Alarm> alarm) {}

    enum Verdict {
        SHOW,
        MASK,
        STEP_UP,
        BLOCK
    }

    /// @param unit the unit that reached the line; empty where the reader himself did
    /// @param points what the account comes to with this answer @param window the shortest that comes to the line
    record Alarm(boolean whole, Optional<String> unit, int points, Duration window) {}

    private static final int WEIGHTS = 3;
    private static final int[] POINTS = {Scale.WHOLE / 50, Scale.WHOLE / 500, Scale.LIGHTEST}; // heaviest first
    private static final long[] NEVER = new long[WEIGHTS];
    private static final Person TOLD = new Person(0, 0); // whose times are those of the alarms
    private static final Duration NOTED = Duration.ofMinutes(10); // a later look moves the time of an earlier one
    private static final int MAX_PERSONS = 500_000; // in memory, of all accounts
    private static final int ACCOUNT_COST = 16; // of an account without persons, in persons
    private static final int LOCKS = 1_024;
    private static final int PAGE = 1_000;

    /// An account while it is in memory. Guarded by the lock of its id.
    private static final class Account {
        private final Map<Person, long[]> seen = new HashMap<>();
        private final long[] told = new long[2]; // epoch seconds: the line, the whole
        private long pruned; // epoch seconds at which what the month has left behind was let go of

        int cost() {
            return seen.size() + ACCOUNT_COST;
        }
    }

    /// @param unit empty for a reader
    private record AccountId(ByteBuffer key, Optional<String> unit) {}

    private final StateStore state;
    private final Cache<ByteBuffer, Account> accounts = Caffeine.newBuilder()
            .maximumWeight(MAX_PERSONS)
            .weigher((ByteBuffer _, Account account) -> account.cost())
            .executor(Runnable::run)
            .build();
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    LegalScale(StateStore state) {
        this.state = state;
    }

    /// Counts an answer before it is opened. What is not shown is not counted.
    /// @param granted somebody else has approved that the reader goes on past the line
    Judgement count(Scale scale, Caller caller, RevealMeter.Weights weights, BooleanSupplier granted, Instant now) {
        List<AccountId> ids = List.of(reader(caller), unit(caller));
        int[] order = ids.stream()
                .mapToInt(id -> Math.floorMod(id.key().hashCode(), LOCKS))
                .distinct()
                .sorted()
                .toArray();
        for (int lock : order) {
            locks.get(lock).lock();
        }
        try {
            return judge(scale, ids, weights, granted, now.getEpochSecond());
        } finally {
            for (int lock : order) {
                locks.get(lock).unlock();
            }
        }
    }

    private Judgement judge(
            Scale scale, List<AccountId> ids, RevealMeter.Weights weights, BooleanSupplier granted, long now) {
        List<Account> held = ids.stream().map(id -> account(id, now)).toList();
        long month = now - Scale.MONTH.toSeconds();
        boolean adds = held.stream().anyMatch(account -> adds(account, weights.full(), month));
        if (!adds || held.stream().allMatch(account -> sum(account, weights.full(), month) < scale.warnAt())) {
            note(ids, held, weights.full(), now);
            return new Judgement(Verdict.SHOW, Optional.empty());
        }
        Verdict verdict = verdict(scale, granted);
        Map<Person, Integer> shown = verdict == Verdict.MASK ? weights.weakest() : weights.full();
        boolean whole = held.stream().anyMatch(account -> sum(account, shown, month) >= Scale.WHOLE);
        Optional<Alarm> alarm = alarm(scale, ids, held, weights.full(), whole, now);
        if (whole) {
            return new Judgement(Verdict.BLOCK, alarm);
        }
        if (verdict == Verdict.SHOW || verdict == Verdict.MASK) {
            note(ids, held, shown, now);
        }
        return new Judgement(verdict, alarm);
    }

    private static Verdict verdict(Scale scale, BooleanSupplier granted) {
        return switch (scale.then()) {
            case ALERT -> Verdict.SHOW;
            case STEP_UP -> granted.getAsBoolean() ? Verdict.SHOW : Verdict.STEP_UP;
            case MASK -> Verdict.MASK;
            case BLOCK -> Verdict.BLOCK;
        };
    }

    /// The first account at the line, the reader before his unit; all that are at it have been told of then.
    private Optional<Alarm> alarm(
            Scale scale, List<AccountId> ids, List<Account> held, Map<Person, Integer> shown, boolean whole, long now) {
        int line = whole ? Scale.WHOLE : scale.warnAt();
        int place = whole ? 1 : 0;
        Optional<Alarm> alarm = Optional.empty();
        Batch batch = new Batch();
        for (int i = 0; i < held.size(); i++) {
            Account account = held.get(i);
            int points = sum(account, shown, now - Scale.MONTH.toSeconds());
            if (points < line || now - account.told[place] < Scale.DAY.toSeconds()) {
                continue;
            }
            account.told[place] = now; // where the state does not take it, an alarm may be given twice
            long[] told = {account.told[0], account.told[1], 0};
            batch.put(Namespace.SHOWN, key(ids.get(i), TOLD), bytes(told), now + Scale.DAY.toSeconds());
            if (alarm.isEmpty()) {
                int day = sum(account, shown, now - Scale.DAY.toSeconds());
                alarm = Optional.of(new Alarm(whole, ids.get(i).unit(), points, day >= line ? Scale.DAY : Scale.MONTH));
            }
        }
        if (!batch.isEmpty()) {
            state.commit(batch);
        }
        return alarm;
    }

    /// Whether the answer holds more than the account has been shown in the window.
    private static boolean adds(Account account, Map<Person, Integer> shown, long since) {
        return shown.entrySet().stream()
                .anyMatch(each -> each.getValue() > points(account.seen.getOrDefault(each.getKey(), NEVER), since));
    }

    /// What an account comes to in the window, with the persons of one more answer.
    private static int sum(Account account, Map<Person, Integer> more, long since) {
        int sum = 0;
        for (Map.Entry<Person, long[]> seen : account.seen.entrySet()) {
            sum += Math.max(points(seen.getValue(), since), more.getOrDefault(seen.getKey(), 0));
        }
        for (Map.Entry<Person, Integer> shown : more.entrySet()) {
            sum += account.seen.containsKey(shown.getKey()) ? 0 : shown.getValue();
        }
        return sum;
    }

    private static int points(long[] times, long since) {
        for (int weight = 0; weight < WEIGHTS; weight++) {
            if (times[weight] > since) {
                return POINTS[weight];
            }
        }
        return 0;
    }

    /// Durable before it stands in memory: what the state did not take is counted when it is asked for again.
    private void note(List<AccountId> ids, List<Account> held, Map<Person, Integer> shown, long now) {
        Batch batch = new Batch();
        List<Map<Person, long[]>> changed = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            Map<Person, long[]> changes = changes(held.get(i), shown, now);
            changed.add(changes);
            for (Map.Entry<Person, long[]> change : changes.entrySet()) {
                byte[] key = key(ids.get(i), change.getKey());
                batch.put(Namespace.SHOWN, key, bytes(change.getValue()), now + Scale.MONTH.toSeconds());
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        state.commit(batch);
        for (int i = 0; i < held.size(); i++) {
            held.get(i).seen.putAll(changed.get(i));
            accounts.put(ids.get(i).key(), held.get(i)); // weighed anew
        }
    }

    private static Map<Person, long[]> changes(Account account, Map<Person, Integer> shown, long now) {
        Map<Person, long[]> changes = new HashMap<>();
        for (Map.Entry<Person, Integer> each : shown.entrySet()) {
            int weight = weight(each.getValue());
            long[] times = account.seen.getOrDefault(each.getKey(), NEVER).clone();
            if (now - times[weight] >= NOTED.toSeconds()) {
                times[weight] = now;
                changes.put(each.getKey(), times);
            }
        }
        return changes;
    }

    private static int weight(int points) {
        return IntStream.range(0, WEIGHTS)
                .filter(weight -> POINTS[weight] == points)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A type weighs " + points + " points, which none does."));
    }

    private Account account(AccountId id, long now) {
        Account known = accounts.getIfPresent(id.key());
        Account account = known == null ? load(id) : known;
        if (now - account.pruned >= Scale.DAY.toSeconds()) {
            account.pruned = now;
            account.seen.values().removeIf(times -> points(times, now - Scale.MONTH.toSeconds()) == 0);
        }
        return account;
    }

    private Account load(AccountId id) {
        Account account = new Account();
        byte[] from = key(id, TOLD);
        byte[] end = key(id, new Person(-1, -1)); // no person has this name
        List<Row> rows;
        do {
            rows = state.scan(Namespace.SHOWN, from, end, PAGE);
            for (Row row : rows) {
                ByteBuffer key = ByteBuffer.wrap(row.key(), id.key().capacity(), Person.BYTES);
                Person person = new Person(key.getLong(), key.getLong());
                long[] times = new long[WEIGHTS];
                ByteBuffer.wrap(row.value()).asLongBuffer().get(times);
                if (person.equals(TOLD)) {
                    System.arraycopy(times, 0, account.told, 0, account.told.length);
                } else {
                    account.seen.put(person, times);
                }
                from = Arrays.copyOf(row.key(), row.key().length + 1); // the next key there can be
            }
        } while (rows.size() == PAGE);
        accounts.put(id.key(), account);
        return account;
    }

    private static AccountId reader(Caller caller) {
        return new AccountId(readerName(caller), Optional.empty());
    }

    /// One staff id of one organisation is one reader, whatever his role: 16 bytes.
    static ByteBuffer readerName(Caller caller) {
        return name("staff", caller.org(), caller.id());
    }

    /// A caller without a unit is of the organisation's own: whoever does not say where he belongs shares one account.
    private static AccountId unit(Caller caller) {
        return new AccountId(name("unit", caller.org(), caller.unit()), Optional.of(caller.unit()));
    }

    private static ByteBuffer name(String kind, String org, String id) {
        byte[] text = (kind + '\n' + org + '\n' + id).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(Arrays.copyOf(Digests.sha256(text), Person.BYTES))
                .asReadOnlyBuffer();
    }

    private static byte[] key(AccountId account, Person person) {
        return ByteBuffer.allocate(2 * Person.BYTES)
                .put(account.key().duplicate())
                .putLong(person.high())
                .putLong(person.low())
                .array();
    }

    private static byte[] bytes(long[] times) {
        ByteBuffer value = ByteBuffer.allocate(WEIGHTS * Long.BYTES);
        value.asLongBuffer().put(times);
        return value.array();
    }
}
