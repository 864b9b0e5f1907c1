package io.fieldgate.crypto.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Subject rows and their index in the state, wrapped under the salt epoch's key, with read-through caches of
/// at most a minute.
/// Shape: subject, tenant 1 ‖ scope 2 ‖ row id 8 → epoch 4 ‖ nonce 12 ‖ AEAD(row), associated data = the row's
/// key ‖ epoch;
/// index, tenant 1 ‖ scope 2 ‖ blind index 16 → row id 8.
/// Thread rule: safe for many threads. A change commits first and drops the cached row after it; loading runs
/// inside the cache's lock of that row, so a row read before the commit never stays.
@HoldsKeys
final class SubjectRows {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final int MAX_ROWS = 200_000;
    private static final int MAX_ABSENT = 20_000;
    private static final int EPOCH_BYTES = 4;
    private static final int KEY = 11;

    private record IndexKey(int scopeSlot, long high, long low) {}

    private final StateStore state;
    private final CryptoSuite suite;
    private final DerivedKeyCache keys;
    private final KeyProvisioner maker;
    private final SecureRandom random;
    private final int tenantSlot;
    private final int epoch;
    private final Cache<SubjectRef, SubjectRow> rows;
    private final Cache<SubjectRef, Boolean> absent;
    private final Cache<IndexKey, Long> index;

    SubjectRows(
            StateStore state,
            CryptoSuite suite,
            DerivedKeyCache keys,
            KeyProvisioner maker,
            TrustedClock clock,
            SecureRandom random,
            int tenantSlot,
            int epoch) {
        this.state = state;
        this.suite = suite;
        this.keys = keys;
        this.maker = maker;
        this.random = random;
        this.tenantSlot = tenantSlot;
        this.epoch = epoch;
        this.rows = cache(clock, MAX_ROWS)
                .<SubjectRef, SubjectRow>removalListener((ref, row, cause) -> {
                    if (row != null) {
                        row.bytes().retire();
                    }
                })
                .build();
        this.absent = cache(clock, MAX_ABSENT).build();
        this.index = cache(clock, MAX_ROWS).build();
    }

    private static Caffeine<Object, Object> cache(TrustedClock clock, int size) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(TTL)
                .ticker(() -> DerivedKeyCache.nanos(clock.latest()))
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run);
    }

    /// The row on lease, or null where there is none. Every answer needs one [KeyBytes#release] of its bytes.
    @Nullable
    SubjectLease acquire(SubjectRef ref) {
        while (absent.getIfPresent(ref) == null) {
            SubjectRow row = rows.asMap().computeIfAbsent(ref, this::load);
            if (row == null) {
                absent.put(ref, true);
                return null;
            }
            byte[] bytes = row.bytes().acquire();
            if (bytes != null) {
                return new SubjectLease(row, bytes);
            }
            rows.asMap().remove(ref, row); // dropped by the cache between the two lines
        }
        return null;
    }

    private @Nullable SubjectRow load(SubjectRef ref) {
        byte[] key = key(ref);
        Row row = state.get(Namespace.SUBJECT, key);
        return row == null
                ? null
                : new SubjectRow(ref, new KeyBytes(unwrapped(key, row.value())), row.version(), row.expiresAt());
    }

    /// The row id behind a blind index, or null.
    @Nullable
    Long rowId(int scopeSlot, byte[] blindIndex) {
        return index.asMap().computeIfAbsent(indexKey(scopeSlot, blindIndex), absentYet -> {
            Row row = state.get(Namespace.SUBJECT_INDEX, indexRowKey(scopeSlot, blindIndex));
            return row == null ? null : TokenFormat.getLong(row.value(), 0);
        });
    }

    /// Writes a person who must not be there yet. @throws io.fieldgate.state.StateConflict when somebody was quicker
    void create(SubjectRef ref, byte[] blindIndex, byte[] row, long expiresAt) {
        byte[] key = key(ref);
        byte[] indexKey = indexRowKey(ref.scopeSlot(), blindIndex);
        state.commit(new Batch()
                .check(Namespace.SUBJECT, key, 0)
                .check(Namespace.SUBJECT_INDEX, indexKey, 0)
                .put(Namespace.SUBJECT, key, wrapped(key, row), expiresAt)
                .put(Namespace.SUBJECT_INDEX, indexKey, eight(ref.rowId()), expiresAt));
        absent.invalidate(ref);
        rows.invalidate(ref);
    }

    /// Writes the next version of a row and its index. @throws io.fieldgate.state.StateConflict when somebody
    /// was quicker
    void replace(SubjectRow before, byte[] row, long expiresAt) {
        byte[] key = key(before.ref());
        byte[] blindIndex = Arrays.copyOf(row, SubjectRow.INDEX);
        state.commit(new Batch()
                .check(Namespace.SUBJECT, key, before.version())
                .put(Namespace.SUBJECT, key, wrapped(key, row), expiresAt)
                .put(
                        Namespace.SUBJECT_INDEX,
                        indexRowKey(before.ref().scopeSlot(), blindIndex),
                        eight(before.ref().rowId()),
                        expiresAt));
        rows.invalidate(before.ref());
    }

    /// Deletes row and index. @throws io.fieldgate.state.StateConflict when the row has changed
    void delete(SubjectRow row, byte[] bytes) {
        byte[] blindIndex = Arrays.copyOf(bytes, SubjectRow.INDEX);
        byte[] key = key(row.ref());
        state.commit(new Batch()
                .check(Namespace.SUBJECT, key, row.version())
                .delete(Namespace.SUBJECT, key)
                .delete(Namespace.SUBJECT_INDEX, indexRowKey(row.ref().scopeSlot(), blindIndex)));
        forget(row.ref());
        index.invalidate(indexKey(row.ref().scopeSlot(), blindIndex));
    }

    /// Removes an index row that leads nowhere, so that the person can be written anew.
    void deleteIndex(int scopeSlot, byte[] blindIndex) {
        byte[] key = indexRowKey(scopeSlot, blindIndex);
        Row row = state.get(Namespace.SUBJECT_INDEX, key);
        if (row != null
                && state.get(Namespace.SUBJECT, key(new SubjectRef(scopeSlot, TokenFormat.getLong(row.value(), 0))))
                        == null) {
            state.commit(new Batch()
                    .check(Namespace.SUBJECT_INDEX, key, row.version())
                    .delete(Namespace.SUBJECT_INDEX, key));
        }
        index.invalidate(indexKey(scopeSlot, blindIndex));
    }

    void forget(SubjectRef ref) {
        rows.invalidate(ref);
    }

    void forgetIndex(int scopeSlot, byte[] blindIndex) {
        index.invalidate(indexKey(scopeSlot, blindIndex));
    }

    void forgetAll() {
        rows.invalidateAll();
        index.invalidateAll();
        absent.invalidateAll();
    }

    private byte[] wrapped(byte[] key, byte[] row) {
        maker.ensure(new KeyId(KeyId.Kind.SALT_EPOCH, tenantSlot, epoch), null);
        byte[] epochBytes = four(epoch);
        byte[] box = withRowKey(epoch, (cipher, rowKey) -> cipher.box(rowKey, joined(key, epochBytes), row, random));
        return joined(epochBytes, box);
    }

    private byte[] unwrapped(byte[] key, byte[] value) {
        if (value.length < EPOCH_BYTES) {
            throw new KeysUnavailable("A subject row is cut off.");
        }
        int rowEpoch = TokenFormat.getInt(value, 0);
        byte[] box = Arrays.copyOfRange(value, EPOCH_BYTES, value.length);
        byte[] row = withRowKey(rowEpoch, (cipher, rowKey) -> {
            byte[] opened = cipher.unbox(rowKey, joined(key, four(rowEpoch)), box);
            if (opened == null || !SubjectRow.isWellFormed(opened)) {
                throw new KeysUnavailable("A subject row was changed in the state or wrapped under another key.");
            }
            return opened;
        });
        return row;
    }

    private interface WithRowKey {
        byte[] apply(CipherContext cipher, byte[] rowKey);
    }

    private byte[] withRowKey(int ofEpoch, WithRowKey work) {
        return switch (keys.acquire(new DerivedKeyId.OfEpoch(ofEpoch))) {
            case DerivedKeyCache.Access.Ready(DerivedKeyCache.Derived lease, byte[] rowKey) -> {
                CipherContext cipher = suite.take();
                try {
                    yield work.apply(cipher, rowKey);
                } finally {
                    suite.give(cipher);
                    lease.release();
                }
            }
            case DerivedKeyCache.Access.Gone(OpenResult.Why _) ->
                throw new KeysUnavailable("The salt epoch of a subject row has ended.");
            case DerivedKeyCache.Access.Unknown() ->
                throw new KeysUnavailable("The salt epoch of a subject row is not known here.");
        };
    }

    private byte[] key(SubjectRef ref) {
        return ByteBuffer.allocate(KEY)
                .put((byte) tenantSlot)
                .putShort((short) ref.scopeSlot())
                .putLong(ref.rowId())
                .array();
    }

    private byte[] indexRowKey(int scopeSlot, byte[] blindIndex) {
        return ByteBuffer.allocate(3 + SubjectRow.INDEX)
                .put((byte) tenantSlot)
                .putShort((short) scopeSlot)
                .put(blindIndex)
                .array();
    }

    private static IndexKey indexKey(int scopeSlot, byte[] blindIndex) {
        return new IndexKey(scopeSlot, TokenFormat.getLong(blindIndex, 0), TokenFormat.getLong(blindIndex, 8));
    }

    private static byte[] four(int number) {
        byte[] four = new byte[EPOCH_BYTES];
        TokenFormat.putInt(four, 0, number);
        return four;
    }

    private static byte[] eight(long number) {
        byte[] eight = new byte[8];
        TokenFormat.putLong(eight, 0, number);
        return eight;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
