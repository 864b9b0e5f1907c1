package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One person in one scope with the salts that seal this person's values. Prints nothing but its reference.
/// Obtained from [SubjectStore]; close it at the end of the exchange. Not thread-safe.
public final class Subject implements AutoCloseable {
    private final SubjectLease lease;
    private DerivedKeyCache.@Nullable Derived
            lastKeys; // the class and salt of `lastKey`, so that one record derives it once
    private int lastClass;
    private byte @Nullable [] lastKey;
    private boolean closed;

    Subject(SubjectLease lease) {
        this.lease = lease;
    }

    public SubjectRef ref() {
        return lease.row().ref();
    }

    /// The unwrapped row, until [#close].
    byte[] row() {
        if (closed) {
            throw new IllegalStateException("the subject is used after its exchange");
        }
        return lease.bytes();
    }

    int generation(int erasureClass) {
        return SubjectRow.generation(row(), erasureClass);
    }

    /// PRK of this person in one class; kept until another class is asked for. Do not wipe it.
    byte[] key(
            KeySchedule schedule,
            CipherContext cipher,
            DerivedKeyCache.Derived keys,
            byte[] classKeys,
            int erasureClass) {
        byte[] known = lastKey;
        if (known != null && lastKeys == keys && lastClass == erasureClass && !closed) {
            return known;
        }
        int saltAt = SubjectRow.saltAt(row(), erasureClass);
        if (saltAt < 0) {
            throw new IllegalStateException("the subject was not enrolled for erasure class " + erasureClass);
        }
        dropKey();
        byte[] key = schedule.subjectKey(cipher, classKeys, DerivedKeyCache.CLASS_KEY, row(), saltAt);
        lastKeys = keys;
        lastClass = erasureClass;
        lastKey = key;
        return key;
    }

    byte[] blindIndex() {
        return Arrays.copyOf(row(), SubjectRow.INDEX);
    }

    private void dropKey() {
        if (lastKey != null) {
            KeyBytes.wipe(lastKey);
        }
        lastKey = null;
        lastKeys = null;
    }

    @Override
    public void close() {
        if (!closed) {
            dropKey();
            closed = true;
            lease.release();
        }
    }

    @Override
    public String toString() {
        return "Subject[redacted]";
    }
}
