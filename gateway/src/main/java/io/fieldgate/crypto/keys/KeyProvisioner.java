package io.fieldgate.crypto.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.KeyCreationListener;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.StoredKey;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.crypto.custodian.SeedEnvelope;
import io.fieldgate.crypto.keys.KeyTable.Cell;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import io.fieldgate.crypto.token.AeadToken;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.state.StateConflict;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Brings custodian keys into being, exactly one seed for each: the row NEW is the lock, then the custodian's
/// key, the wrapped seed opened once, the durable leaf, and LIVE with the row's version checked. A NEW row that
/// is left over is taken over with a fresh seed, for nothing was sealed under it. No token is made before LIVE
/// is committed.
/// Thread rule: safe for many threads; one key at a time.
@HoldsKeys
final class KeyProvisioner {
    private static final Duration LEFT_OVER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NANOS = 10_000_000; // 10 ms
    private static final HexFormat HEX = HexFormat.of();

    private final CryptoSuite suite;
    private final KeySchedule schedule;
    private final AeadToken tokens;
    private final KeyTable table;
    private final KeyCustodian custodian;
    private final TrustedClock clock;
    private final KeyCreationListener births;
    private final SecureRandom random;
    private final KeyMetrics metrics;
    private final String me;
    private final Set<KeyId> abandoned; // guarded by `making`
    private final ReentrantLock making = new ReentrantLock();

    /// @param abandoned keys found NEW at start: the state is this process's alone, so whoever made them is no more
    KeyProvisioner(
            CryptoSuite suite,
            KeySchedule schedule,
            KeyTable table,
            KeyCustodian custodian,
            TrustedClock clock,
            KeyCreationListener births,
            SecureRandom random,
            KeyMetrics metrics,
            Set<KeyId> abandoned) {
        this.suite = suite;
        this.schedule = schedule;
        this.tokens = new AeadToken(suite, schedule);
        this.table = table;
        this.custodian = custodian;
        this.clock = clock;
        this.births = births;
        this.random = random;
        this.metrics = metrics;
        this.abandoned = new HashSet<>(abandoned);
        byte[] name = new byte[8];
        random.nextBytes(name);
        this.me = HEX.formatHex(name);
    }

    /// The key's cell, made LIVE where it was absent or NEW; a key that has ended stays as it is.
    Cell ensure(KeyId id, @Nullable Instant dies) {
        Cell known = table.find(id);
        if (known != null && known.stored().status() != Status.NEW) {
            return known;
        }
        making.lock();
        try {
            return make(id, dies);
        } finally {
            making.unlock();
        }
    }

    private Cell make(KeyId id, @Nullable Instant dies) {
        long start = System.nanoTime();
        while (true) {
            Cell cell = table.reload(id);
            if (cell != null && cell.stored().status() != Status.NEW) {
                return cell;
            }
            Instant now = clock.earliest();
            try {
                if (cell == null) {
                    cell = table.insert(StoredKey.fresh(id, 0, dies, now, me));
                } else if (mayTakeOver(cell.stored(), now)) {
                    StoredKey mine = StoredKey.fresh(id, cell.stored().version(), dies, now, me);
                    cell = table.update(mine);
                    abandoned.remove(id);
                } else if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new KeysUnavailable("Key " + id.name() + " is being made elsewhere and has not become live.");
                } else {
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                    continue;
                }
                return finish(cell.stored());
            } catch (StateConflict quicker) {
                table.reload(id); // somebody else's row stands; the next turn looks at it
            }
        }
    }

    private boolean mayTakeOver(StoredKey stored, Instant now) {
        return stored.maker().equals(me)
                || abandoned.contains(stored.id())
                || Duration.between(stored.created(), now).compareTo(LEFT_OVER) >= 0;
    }

    private Cell finish(StoredKey fresh) {
        KeyId id = fresh.id();
        byte[] seed = new byte[KeySchedule.SEED];
        byte[] canarySecret = new byte[KeySchedule.SEED];
        random.nextBytes(seed);
        random.nextBytes(canarySecret);
        if (KeyBytes.isZero(seed, 0, seed.length) || KeyBytes.isZero(canarySecret, 0, canarySecret.length)) {
            throw new IllegalStateException("the random source gives zeros");
        }
        try {
            SeedEnvelope.required(custodian.create(id), id);
            String wrapped = wrap(id, SeedEnvelope.SEED, seed);
            String canary = wrap(id, SeedEnvelope.CANARY, canarySecret);
            byte[] reopened = SeedEnvelope.opened(
                    SeedEnvelope.SEED, id, SeedEnvelope.required(custodian.unwrap(id, wrapped), id));
            if (reopened == null || !Arrays.equals(reopened, seed)) {
                throw new KeysUnavailable(
                        "The custodian does not give back what it wrapped under key " + id.name() + ".");
            }
            KeyBytes.wipe(reopened);
            StoredKey live = fresh.live(
                    wrapped, canary, canaryToken(id, seed), digest(wrapped), text(schedule.commitment(seed)));
            births.born(live.row());
            Cell cell = table.update(live);
            metrics.created();
            return cell;
        } finally {
            KeyBytes.wipe(seed);
            KeyBytes.wipe(canarySecret);
        }
    }

    private String wrap(KeyId id, String purpose, byte[] secret) {
        byte[] envelope = SeedEnvelope.closed(purpose, id, secret);
        try {
            return SeedEnvelope.required(custodian.wrap(id, envelope), id);
        } finally {
            KeyBytes.wipe(envelope);
        }
    }

    /// A token under this bucket alone (scope slot 0, no end seeds), which no process may open after the
    /// bucket's end.
    private String canaryToken(KeyId id, byte[] seed) {
        if (id.kind() != KeyId.Kind.BUCKET) {
            return "";
        }
        CipherContext cipher = suite.take();
        try {
            byte[] none = new byte[KeySchedule.SEED];
            byte[] classKey = schedule.classKey(cipher, seed, none, none);
            byte[] unbound = schedule.unboundKey(cipher, classKey);
            byte[] value = new byte[AeadToken.CANARY_VALUE];
            random.nextBytes(value);
            AeadToken.Header header = new AeadToken.Header(id.tenantSlot(), id.number(), AeadToken.CANARY_SCOPE, 0);
            byte[] context = schedule.context(AeadToken.CANARY_POLICY, AeadToken.CANARY_FIELD);
            byte[] token = tokens.seal(
                    cipher,
                    header,
                    null,
                    unbound,
                    0,
                    context,
                    new Plaintext(Plaintext.BYTES, value),
                    0,
                    tokens.chance(random));
            KeyBytes.wipe(classKey);
            KeyBytes.wipe(unbound);
            return TokenFormat.text(token);
        } finally {
            suite.give(cipher);
        }
    }

    private String digest(String wrapped) {
        return text(suite.hash(wrapped.getBytes(US_ASCII)));
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
