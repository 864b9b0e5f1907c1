package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SealTooLate;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.DerivedKeyCache.Access;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The persons of one tenant: blind index, subject rows with salts, pseudonyms, audit tags, erasure.
/// Errors: [KeysUnavailable], `StateUnavailable`. Thread rule: safe for many threads; may block on state or
/// custodian.
/// Source: `docs/reference/keys.md` (blind index, pseudonym, subject row).
public final class SubjectStore {
    private static final int INDEX = 16;
    private static final int TAG = 16;
    private static final int ATTEMPTS = 16;
    private static final long WEEK_SECONDS = 604_800;
    private static final byte[] TAG_LABEL = "tag".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PSEUDONYM_LABEL = "pseudonym".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STRANGER_LABEL = "stranger".getBytes(StandardCharsets.US_ASCII);
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final StateStore state;
    private final CryptoSuite suite;
    private final KeySchedule schedule;
    private final DerivedKeyCache keys;
    private final KeyProvisioner maker;
    private final ScopeTable scopes;
    private final SubjectRows rows;
    private final SecureRandom random;
    private final int tenantSlot;

    SubjectStore(
            StateStore state,
            CryptoSuite suite,
            KeySchedule schedule,
            DerivedKeyCache keys,
            KeyProvisioner maker,
            ScopeTable scopes,
            SubjectRows rows,
            SecureRandom random,
            int tenantSlot) {
        this.state = state;
        this.suite = suite;
        this.schedule = schedule;
        this.keys = keys;
        this.maker = maker;
        this.scopes = scopes;
        this.rows = rows;
        this.random = random;
        this.tenantSlot = tenantSlot;
    }

    /// Finds the person or writes index and subject row; committed before it returns.
    /// @param type vocabulary type of the identifying value
    /// @param normalized the value after its type's check
    /// @param erasureClasses classes the caller is about to seal under; missing salts are added
    /// @param keepUntilMinute latest death minute among the values to be sealed, so that the row outlives them
    /// @throws SealTooLate when the scope's campaign has ended
    public Subject enrol(
            Scope scope, String type, String normalized, Set<Integer> erasureClasses, int keepUntilMinute) {
        byte[] index = requiredIndex(scope, type, normalized);
        long needed = keepUntilMinute * 60L;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Long rowId = rows.rowId(scope.slot(), index);
                SubjectRef ref = new SubjectRef(scope.slot(), rowId != null ? rowId : random.nextLong());
                if (rowId == null) {
                    rows.create(ref, index, SubjectRow.fresh(index, erasureClasses, random), upToAWeek(needed));
                }
                SubjectLease lease = rows.acquire(ref);
                if (lease == null || !SubjectRow.isIndex(lease.bytes(), index)) {
                    if (lease != null) {
                        lease.release();
                    }
                    rows.deleteIndex(scope.slot(), index);
                    continue;
                }
                if (SubjectRow.has(lease.bytes(), erasureClasses) && lease.row().expiresAt() >= needed) {
                    return new Subject(lease);
                }
                extend(lease, erasureClasses, Math.max(lease.row().expiresAt(), upToAWeek(needed)));
            } catch (StateConflict quicker) {
                rows.forgetIndex(scope.slot(), index); // somebody else wrote this person; look again
            }
        }
        throw new KeysUnavailable("A subject row kept changing while it was being written.");
    }

    private void extend(SubjectLease lease, Set<Integer> erasureClasses, long expiresAt) {
        byte[] wider = SubjectRow.with(lease.bytes(), erasureClasses, random);
        try {
            rows.replace(lease.row(), wider, expiresAt);
        } finally {
            KeyBytes.wipe(wider);
            lease.release();
            rows.forget(lease.row().ref());
        }
    }

    public Optional<Subject> find(Scope scope, String type, String normalized) {
        byte[] index = index(scope, type, normalized);
        Long rowId = index == null ? null : rows.rowId(scope.slot(), index);
        return rowId == null ? Optional.empty() : load(new SubjectRef(scope.slot(), rowId));
    }

    public Optional<Subject> load(SubjectRef ref) {
        SubjectLease lease = rows.acquire(ref);
        return lease == null ? Optional.empty() : Optional.of(new Subject(lease));
    }

    /// 26 characters `a-z2-7`, equal for one person inside one scope and campaign.
    public String pseudonym(Scope scope, String type, String normalized) {
        return findPseudonym(scope, type, normalized)
                .orElseThrow(() -> new SealTooLate("The campaign of the scope has ended.", 0));
    }

    /// As [#pseudonym]; empty once the campaign has ended.
    public Optional<String> findPseudonym(Scope scope, String type, String normalized) {
        byte[] index = index(scope, type, normalized);
        return index == null ? Optional.empty() : pseudonym(scope, index);
    }

    /// True when the value is this person's, in constant time.
    public boolean isValueOf(Subject subject, Scope scope, String type, String normalized) {
        byte[] index = index(scope, type, normalized);
        return index != null && subject.ref().scopeSlot() == scope.slot() && SubjectRow.isIndex(subject.row(), index);
    }

    public boolean isPseudonymOf(Subject subject, Scope scope, String pseudonym) {
        return subject.ref().scopeSlot() == scope.slot()
                && pseudonym(scope, subject.blindIndex())
                        .map(own -> MessageDigest.isEqual(
                                own.getBytes(StandardCharsets.UTF_8), pseudonym.getBytes(StandardCharsets.UTF_8)))
                        .orElse(false);
    }

    /// The person's tag in leaves of one day linked to one expiry bucket: 16 bytes; none (length 0) once that
    /// bucket or the campaign has ended, for then no leaf leads to anybody through it.
    public byte[] tag(Subject subject, Scope scope, int linkMinute, LocalDate utcDay) {
        if (subject.ref().scopeSlot() != scope.slot()) {
            throw new IllegalStateException("the subject is of another scope than the tag");
        }
        return tag(scope, linkMinute, (cipher, ready) -> {
            byte[] row = subject.row();
            int saltAt = SubjectRow.saltAt(row, SubjectRow.AUDIT_CLASS);
            byte[] prk = schedule.subjectKey(cipher, ready.bytes(), DerivedKeyCache.CLASS_KEY, row, saltAt);
            byte[] tagKey = schedule.tagKey(cipher, prk, 0, scope.name());
            byte[] tag = cipher.prf(tagKey, 0, TAG_LABEL, day(utcDay));
            KeyBytes.wipe(prk);
            KeyBytes.wipe(tagKey);
            return tag;
        });
    }

    /// As [#tag(Subject, Scope, int, LocalDate)] of somebody of whom nothing is stored: it takes the same time whether
    /// he is known, and it dies with the bucket alone, so take one that ends soon.
    public byte[] tag(Scope scope, String type, String normalized, int linkMinute, LocalDate utcDay) {
        byte[] index = index(scope, type, normalized);
        return index == null
                ? new byte[0]
                : tag(scope, linkMinute, (cipher, ready) -> {
                    byte[] tagKey = schedule.tagKey(cipher, ready.bytes(), DerivedKeyCache.UNBOUND_KEY, scope.name());
                    byte[] tag = cipher.prf(tagKey, 0, STRANGER_LABEL, index, day(utcDay));
                    KeyBytes.wipe(tagKey);
                    return tag;
                });
    }

    /// As the tag of a stranger, of somebody known by his pseudonym alone.
    public byte[] tagOfPseudonym(Scope scope, String pseudonym, int linkMinute, LocalDate utcDay) {
        return tag(scope, linkMinute, (cipher, ready) -> {
            byte[] tagKey = schedule.tagKey(cipher, ready.bytes(), DerivedKeyCache.UNBOUND_KEY, scope.name());
            byte[] text = pseudonym.getBytes(StandardCharsets.UTF_8);
            byte[] tag = cipher.prf(tagKey, 0, PSEUDONYM_LABEL, text, day(utcDay));
            KeyBytes.wipe(tagKey);
            return tag;
        });
    }

    private interface TagMaker {
        byte[] make(CipherContext cipher, Access.Ready ready);
    }

    private byte[] tag(Scope scope, int linkMinute, TagMaker maker) {
        DerivedKeyId.OfClass id =
                new DerivedKeyId.OfClass(linkMinute, scopes.of(scope).campaign(), 0);
        Access access = keys.acquire(id);
        if (access instanceof Access.Unknown) {
            KeyId bucket = new KeyId(KeyId.Kind.BUCKET, tenantSlot, linkMinute);
            this.maker.ensure(bucket, bucket.dies());
            access = keys.acquire(id);
        }
        return switch (access) {
            case Access.Ready ready -> {
                CipherContext cipher = suite.take();
                try {
                    yield Arrays.copyOf(maker.make(cipher, ready), TAG);
                } finally {
                    suite.give(cipher);
                    ready.keys().release();
                }
            }
            case Access.Gone(OpenResult.Why _) -> new byte[0];
            case Access.Unknown() -> throw new KeysUnavailable("The campaign's key is not live.");
        };
    }

    private static byte[] day(LocalDate utcDay) {
        return utcDay.toString().replace("-", "").getBytes(StandardCharsets.US_ASCII); // a formatter shows in profiles
    }

    /// Deletes index and subject row: every value sealed for the person and every audit tag dies. Idempotent.
    /// @return whether there was one
    public boolean erase(SubjectRef ref) {
        return change(ref, lease -> rows.delete(lease.row(), lease.bytes()));
    }

    /// A row that nobody has: what is done for it is what would be done for somebody.
    public SubjectRef nobody(Scope scope) {
        return new SubjectRef(scope.slot(), random.nextLong());
    }

    /// Deletes one salt and raises its generation (a consent withdrawn, one app's data erased). Idempotent.
    public void eraseClass(SubjectRef ref, int erasureClass) {
        change(ref, lease -> {
            byte[] poorer = SubjectRow.without(lease.bytes(), erasureClass);
            if (poorer != null) {
                rows.replace(lease.row(), poorer, lease.row().expiresAt());
                KeyBytes.wipe(poorer);
            }
        });
    }

    private interface Step {
        void on(SubjectLease lease);
    }

    private boolean change(SubjectRef ref, Step step) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            rows.forget(ref);
            SubjectLease lease = rows.acquire(ref);
            if (lease == null) {
                state.scrub(); // as for somebody
                return false;
            }
            try {
                step.on(lease);
                state.scrub();
                return true;
            } catch (StateConflict quicker) {
                rows.forget(ref); // the row was written meanwhile; the next turn takes the newer one
            } finally {
                lease.release();
            }
        }
        throw new KeysUnavailable("A subject row kept changing while it was being erased.");
    }

    private byte[] requiredIndex(Scope scope, String type, String normalized) {
        byte[] index = index(scope, type, normalized);
        if (index == null) {
            throw new SealTooLate("The campaign of the scope has ended.", 0);
        }
        return index;
    }

    /// First 16 bytes of HMAC(K_idx, LP(type) ‖ LP(value)); null once the campaign has ended.
    private byte @Nullable [] index(Scope scope, String type, String normalized) {
        byte[] mac = withScopeKeys(
                scope,
                (cipher, scopeKeys) -> cipher.prf(
                        scopeKeys,
                        DerivedKeyCache.INDEX_KEY,
                        KeySchedule.lengthPrefixed(type),
                        KeySchedule.lengthPrefixed(normalized)));
        return mac == null ? null : Arrays.copyOf(mac, INDEX);
    }

    private Optional<String> pseudonym(Scope scope, byte[] index) {
        byte[] mac = withScopeKeys(
                scope, (cipher, scopeKeys) -> cipher.prf(scopeKeys, DerivedKeyCache.PSEUDONYM_KEY, index));
        return mac == null ? Optional.empty() : Optional.of(base32(mac));
    }

    private interface WithScopeKeys {
        byte[] apply(CipherContext cipher, byte[] scopeKeys);
    }

    private byte @Nullable [] withScopeKeys(Scope scope, WithScopeKeys work) {
        return switch (keys.acquire(new DerivedKeyId.OfScope(scopes.of(scope).campaign(), scope.name()))) {
            case Access.Ready(DerivedKeyCache.Derived lease, byte[] scopeKeys) -> {
                CipherContext cipher = suite.take();
                try {
                    yield work.apply(cipher, scopeKeys);
                } finally {
                    suite.give(cipher);
                    lease.release();
                }
            }
            case Access.Gone(OpenResult.Why _) -> null;
            case Access.Unknown() -> throw new KeysUnavailable("The campaign's key is not live.");
        };
    }

    /// The first 128 bits in 26 characters, lower case.
    public static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(26);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < INDEX; i++) {
            held = held << 8 | (bytes[i] & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((held >>> bits) & 31));
            }
        }
        return text.append(BASE32.charAt((held << (5 - bits)) & 31)).toString();
    }

    private static long upToAWeek(long epochSecond) {
        return Math.ceilDiv(epochSecond, WEEK_SECONDS) * WEEK_SECONDS;
    }

    @Override
    public String toString() {
        return "Subjects[redacted]";
    }
}
