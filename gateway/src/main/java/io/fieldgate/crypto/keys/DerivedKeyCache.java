package io.fieldgate.crypto.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.StoredKey;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.crypto.custodian.SeedEnvelope;
import io.fieldgate.crypto.keys.KeyTable.Cell;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.outage.KeysUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The unwrapped keys of one tenant: seeds and what is derived from them, on lease, for at most five minutes
/// and never beyond the minute of death. An expired entry of a cache is not gone yet, so death and status are
/// judged at every use as well.
/// Thread rule: safe for many threads; a hit takes no lock, a miss waits for the custodian under one lock.
@HoldsKeys
final class DerivedKeyCache {
    /// Offsets in the keys of a class; in those of a scope the first is the index key, the second the pseudonym key.
    static final int CLASS_KEY = 0;

    static final int HEADER_KEY = 32;
    static final int UNBOUND_KEY = 64;
    static final int UNBOUND_DETERMINISTIC_KEY = 96;
    static final int INDEX_KEY = 0;
    static final int PSEUDONYM_KEY = 32;
    static final int RECORD_NAME_KEY = 0;
    static final int RECORD_ID_KEY = 32;
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final int MAX_ENTRIES = 20_000;
    private static final byte[] NO_SEED = new byte[KeySchedule.SEED];

    /// The answer to a request for keys.
    sealed interface Access {

        /// @param bytes to be given back by [Derived#release]
        @SuppressWarnings("ArrayRecordComponent") // a lease, never compared
        record Ready(Derived keys, byte[] bytes) implements Access {
            @Override
            public String toString() {
                return "Ready[redacted]";
            }
        }

        record Gone(OpenResult.Why why) implements Access {}

        /// No row, or one that nothing was ever sealed under.
        record Unknown() implements Access {}
    }

    /// Derived keys on lease, with the rows they rest on.
    static final class Derived {
        private final KeyBytes bytes;
        private final Cell[] parents;
        private final Instant dropsAt;

        private Derived(KeyBytes bytes, Cell[] parents, Instant dropsAt) {
            this.bytes = bytes;
            this.parents = parents;
            this.dropsAt = dropsAt;
        }

        /// False from the commit of SEALED on: then a result of these keys does not count.
        boolean isOpen() {
            for (Cell parent : parents) {
                if (!parent.isLive()) {
                    return false;
                }
            }
            return true;
        }

        void release() {
            bytes.release();
        }
    }

    private final CryptoSuite suite;
    private final KeySchedule schedule;
    private final KeyTable table;
    private final KeyCustodian custodian;
    private final TrustedClock clock;
    private final KeyMetrics metrics;
    private final int tenantSlot;
    private final Cache<KeyId, Derived> seeds;
    private final Cache<DerivedKeyId, Derived> derived;
    private final ReentrantLock loading = new ReentrantLock();

    DerivedKeyCache(
            CryptoSuite suite,
            KeySchedule schedule,
            KeyTable table,
            KeyCustodian custodian,
            TrustedClock clock,
            KeyMetrics metrics,
            int tenantSlot) {
        this.suite = suite;
        this.schedule = schedule;
        this.table = table;
        this.custodian = custodian;
        this.clock = clock;
        this.metrics = metrics;
        this.tenantSlot = tenantSlot;
        this.seeds = cache();
        this.derived = cache();
    }

    private <K> Cache<K, Derived> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfter(Expiry.<K, Derived>creating((id, keys) -> Duration.between(clock.latest(), keys.dropsAt)))
                .ticker(() -> nanos(clock.latest()))
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run)
                .<K, Derived>removalListener((id, keys, cause) -> {
                    if (keys != null) {
                        keys.bytes.retire();
                    }
                })
                .build();
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /// Keys that may be used now, or why not. Time is judged first, whatever keys there are.
    Access acquire(DerivedKeyId id) {
        Instant now = clock.latest();
        if (id instanceof DerivedKeyId.OfClass(int deathMinute, int _, int _)
                && now.getEpochSecond() >= deathMinute * 60L) {
            return new Access.Gone(OpenResult.Why.PAST_DEATH);
        }
        Derived known = derived.getIfPresent(id);
        if (known != null) {
            byte[] bytes = known.bytes.acquire();
            if (bytes != null) {
                Access refused = judge(known.parents, now);
                if (refused == null && now.isBefore(known.dropsAt)) {
                    return new Access.Ready(known, bytes);
                }
                known.bytes.release();
                derived.asMap().remove(id, known);
            }
        }
        return load(id);
    }

    private Access load(DerivedKeyId id) {
        List<KeyId> ids = id.parents(tenantSlot);
        Cell[] parents = new Cell[ids.size()];
        for (int i = 0; i < parents.length; i++) {
            Cell cell = table.find(ids.get(i));
            if (cell == null) {
                return new Access.Unknown();
            }
            parents[i] = cell;
        }
        loading.lock();
        try {
            Access refused = judge(parents, clock.latest());
            if (refused != null) {
                return refused;
            }
            Derived keys = derived.getIfPresent(id);
            byte[] bytes = keys == null || !clock.latest().isBefore(keys.dropsAt) ? null : keys.bytes.acquire();
            if (keys == null || bytes == null) {
                keys = derive(id, parents);
                bytes = Objects.requireNonNull(keys.bytes.acquire(), "a new lease"); // before the cache may drop it
                derived.put(id, keys);
            }
            // A step to SEALED commits first and then clears the caches: either it finds this entry, or we see
            // its commit here.
            Access late = judge(parents, clock.latest());
            if (late == null) {
                return new Access.Ready(keys, bytes);
            }
            keys.release();
            derived.invalidate(id);
            return late;
        } finally {
            loading.unlock();
        }
    }

    /// Null when all of them may be used.
    private static @Nullable Access judge(Cell[] parents, Instant now) {
        for (Cell parent : parents) {
            StoredKey stored = parent.stored();
            boolean bucket = stored.id().kind() == KeyId.Kind.BUCKET;
            if (stored.status() == Status.NEW) {
                return new Access.Unknown();
            }
            if (stored.status() != Status.LIVE) {
                return new Access.Gone(bucket ? OpenResult.Why.BUCKET_DESTROYED : OpenResult.Why.ENDED);
            }
            Instant dies = stored.dies();
            if (dies != null && !now.isBefore(dies)) {
                return new Access.Gone(bucket ? OpenResult.Why.PAST_DEATH : OpenResult.Why.ENDED);
            }
        }
        return null;
    }

    private Derived derive(DerivedKeyId id, Cell[] parents) {
        Derived[] held = new Derived[parents.length];
        byte[][] seedBytes = new byte[parents.length][];
        CipherContext cipher = suite.take();
        try {
            Instant dropsAt = Instant.MAX;
            for (int i = 0; i < parents.length; i++) {
                Access.Ready seed = seed(parents[i]);
                held[i] = seed.keys();
                seedBytes[i] = seed.bytes();
                dropsAt = seed.keys().dropsAt.isBefore(dropsAt) ? seed.keys().dropsAt : dropsAt;
            }
            byte[] keys = switch (id) {
                case DerivedKeyId.OfClass(int _, int campaign, int endSlot) ->
                    classKeys(cipher, seedBytes, campaign, endSlot);
                case DerivedKeyId.OfScope(int _, String scope) -> scopeKeys(cipher, seedBytes[0], scope);
                case DerivedKeyId.OfEpoch(int _) -> schedule.rowKey(cipher, seedBytes[0]);
                case DerivedKeyId.OfRecords(int _) ->
                    joined(schedule.recordNameKey(cipher, seedBytes[0]), schedule.recordIdKey(cipher, seedBytes[0]));
            };
            return new Derived(new KeyBytes(keys), parents, dropsAt);
        } finally {
            suite.give(cipher);
            for (Derived seed : held) {
                if (seed != null) {
                    seed.bytes.release();
                }
            }
        }
    }

    private byte[] classKeys(CipherContext cipher, byte[][] seedBytes, int campaign, int endSlot) {
        byte[] campaignSeed = campaign == 0 ? NO_SEED : seedBytes[1];
        byte[] endSeed = endSlot == 0 ? NO_SEED : seedBytes[seedBytes.length - 1];
        byte[] classKey = schedule.classKey(cipher, seedBytes[0], campaignSeed, endSeed);
        return joined(
                classKey,
                schedule.headerKey(cipher, classKey),
                schedule.unboundKey(cipher, classKey),
                schedule.unboundDeterministicKey(cipher, classKey));
    }

    private byte[] scopeKeys(CipherContext cipher, byte[] campaignSeed, String scope) {
        byte[] campaignKey = schedule.campaignKey(cipher, campaignSeed);
        byte[] keys = joined(
                schedule.indexKey(cipher, campaignKey, scope), schedule.pseudonymKey(cipher, campaignKey, scope));
        KeyBytes.wipe(campaignKey);
        return keys;
    }

    /// The keys one after another, 32 bytes apart; wipes the originals.
    private static byte[] joined(byte[]... keys) {
        byte[] all = new byte[keys.length * KeySchedule.SEED];
        for (int i = 0; i < keys.length; i++) {
            System.arraycopy(keys[i], 0, all, i * KeySchedule.SEED, keys[i].length);
            KeyBytes.wipe(keys[i]);
        }
        return all;
    }

    private Access.Ready seed(Cell cell) {
        StoredKey stored = cell.stored();
        Instant now = clock.latest();
        Derived known = seeds.getIfPresent(stored.id());
        if (known != null && now.isBefore(known.dropsAt)) {
            byte[] bytes = known.bytes.acquire();
            if (bytes != null) {
                return new Access.Ready(known, bytes);
            }
        }
        byte[] seed = metrics.timed(() -> unwrap(stored));
        Instant dropsAt = now.plus(TTL);
        Instant dies = stored.dies();
        if (dies != null && dies.isBefore(dropsAt)) {
            dropsAt = dies;
        }
        Derived fresh = new Derived(new KeyBytes(seed), new Cell[] {cell}, dropsAt);
        byte[] bytes = Objects.requireNonNull(fresh.bytes.acquire(), "a new lease");
        seeds.put(stored.id(), fresh);
        return new Access.Ready(fresh, bytes);
    }

    private byte[] unwrap(StoredKey stored) {
        KeyId id = stored.id();
        byte[] envelope = SeedEnvelope.required(custodian.unwrap(id, stored.wrapped()), id);
        byte[] seed = SeedEnvelope.opened(SeedEnvelope.SEED, id, envelope);
        if (seed == null || !KeyProvisioner.text(schedule.commitment(seed)).equals(stored.commitment())) {
            throw new KeysUnavailable(
                    "The seed of key " + id.name() + " differs from the commitment made at its creation.");
        }
        return seed;
    }

    /// Drops everything that rests on a key. Call after its row has left LIVE.
    void forget(KeyId id) {
        loading.lock();
        try {
            derived.asMap().keySet().removeIf(each -> each.parents(tenantSlot).contains(id));
            seeds.invalidate(id);
        } finally {
            loading.unlock();
        }
        suite.forget();
    }

    /// True while this process could still derive something from the key.
    boolean holds(KeyId id) {
        if (seeds.getIfPresent(id) != null) {
            return true;
        }
        for (DerivedKeyId each : derived.asMap().keySet()) {
            if (each.parents(tenantSlot).contains(id)) {
                return true;
            }
        }
        return false;
    }

    void forgetAll() {
        loading.lock();
        try {
            derived.invalidateAll();
            seeds.invalidateAll();
        } finally {
            loading.unlock();
        }
        suite.forget();
    }

    @Override
    public String toString() {
        return "LiveKeys[redacted]";
    }
}
