package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.outage.KeysUnavailable;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One person's row in one scope, unwrapped, on lease: blind index and one salt for each erasure class.
/// Shape of the bytes: index 16 ‖ n × (class 2 ‖ generation 1 ‖ present 1 ‖ salt 32). A changed row is a new object.
/// @param version of the row in the state
/// @param expiresAt epoch seconds after which the row may go: no token issued for it lives longer
@HoldsKeys
record SubjectRow(SubjectRef ref, KeyBytes bytes, long version, long expiresAt) {
    static final int INDEX = 16;
    static final int AUDIT_CLASS = 0; // seals no value; salt of the audit tags
    private static final int ENTRY = 36;
    private static final int SALT_AT = 4;
    private static final int NONE = -1;

    static byte[] fresh(byte[] index, Collection<Integer> classes, SecureRandom random) {
        return with(Arrays.copyOf(index, INDEX), classes, random);
    }

    /// A copy with a salt for each of these classes; salts that are there stay.
    static byte[] with(byte[] row, Collection<Integer> classes, SecureRandom random) {
        byte[] wider = row.clone();
        TreeSet<Integer> wanted = new TreeSet<>(classes);
        wanted.add(AUDIT_CLASS);
        for (int erasureClass : wanted) {
            int at = entry(wider, erasureClass);
            if (at == NONE) {
                at = wider.length;
                byte[] longer = Arrays.copyOf(wider, at + ENTRY);
                KeyBytes.wipe(wider);
                wider = longer;
                TokenFormat.putShort(wider, at, erasureClass);
            }
            if (wider[at + 3] == 0) {
                byte[] salt = new byte[KeySchedule.SEED];
                random.nextBytes(salt);
                if (KeyBytes.isZero(salt, 0, salt.length)) {
                    throw new IllegalStateException("the random source gives zeros");
                }
                wider[at + 3] = 1;
                System.arraycopy(salt, 0, wider, at + SALT_AT, KeySchedule.SEED);
                KeyBytes.wipe(salt);
            }
        }
        return wider;
    }

    /// A copy whose salt of this class is zeros and absent, with the next generation; null where there was none.
    static byte @Nullable [] without(byte[] row, int erasureClass) {
        int at = entry(row, erasureClass);
        if (at == NONE || row[at + 3] == 0) {
            return null;
        }
        byte[] poorer = row.clone();
        poorer[at + 2]++;
        Arrays.fill(poorer, at + 3, at + ENTRY, (byte) 0);
        return poorer;
    }

    static boolean has(byte[] row, Collection<Integer> classes) {
        for (int erasureClass : classes) {
            if (saltAt(row, erasureClass) < 0) {
                return false;
            }
        }
        return saltAt(row, AUDIT_CLASS) >= 0;
    }

    /// Offset of the salt, negative where the class has none now.
    static int saltAt(byte[] row, int erasureClass) {
        int at = entry(row, erasureClass);
        if (at == NONE || row[at + 3] == 0) {
            return NONE;
        }
        if (KeyBytes.isZero(row, at + SALT_AT, KeySchedule.SEED)) {
            throw new KeysUnavailable("A subject salt is all zeros.");
        }
        return at + SALT_AT;
    }

    static int generation(byte[] row, int erasureClass) {
        int at = entry(row, erasureClass);
        return at == NONE ? 0 : row[at + 2] & 0xFF;
    }

    static boolean isIndex(byte[] row, byte[] index) {
        return MessageDigest.isEqual(Arrays.copyOf(row, INDEX), index);
    }

    /// True when these bytes have the shape of a row.
    static boolean isWellFormed(byte[] row) {
        return row.length >= INDEX && (row.length - INDEX) % ENTRY == 0;
    }

    private static int entry(byte[] row, int erasureClass) {
        for (int at = INDEX; at < row.length; at += ENTRY) {
            if (TokenFormat.getShort(row, at) == erasureClass) {
                return at;
            }
        }
        return NONE;
    }

    @Override
    public String toString() {
        return "SubjectRow[redacted]";
    }
}
