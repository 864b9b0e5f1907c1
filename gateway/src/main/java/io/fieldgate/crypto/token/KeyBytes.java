package io.fieldgate.crypto.token;

import io.fieldgate.crypto.HoldsKeys;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Key material on lease: whoever acquires it may read the bytes until release; after [#retire] nobody new gets
/// them, and the last release wipes them. So bytes are never zeroed under somebody who is deriving from them.
/// Thread rule: safe for many threads, lock-free. Prints nothing.
@HoldsKeys
public final class KeyBytes {
    private static final int RETIRED = 1 << 30;

    private final byte[] bytes;
    private final AtomicInteger state = new AtomicInteger(); // number of holders, plus the bit RETIRED

    /// @param bytes owned from now on
    public KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Null after [#retire]. Every non-null answer needs one [#release].
    public byte @Nullable [] acquire() {
        while (true) {
            int now = state.get();
            if ((now & RETIRED) != 0) {
                return null;
            }
            if (state.compareAndSet(now, now + 1)) {
                return bytes;
            }
        }
    }

    public void release() {
        int now = state.decrementAndGet();
        if (now < 0 || now == RETIRED - 1) {
            throw new IllegalStateException("key bytes released more often than acquired");
        }
        if (now == RETIRED) {
            wipe(bytes);
        }
    }

    public void retire() {
        if (state.getAndUpdate(now -> now | RETIRED) == 0) {
            wipe(bytes);
        }
    }

    public static void wipe(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }

    /// A wiped buffer used too late shows as zeros: no seed and no salt may be that.
    public static boolean isZero(byte[] secret, int from, int length) {
        int or = 0;
        for (int i = from; i < from + length; i++) {
            or |= secret[i];
        }
        return or == 0;
    }

    @Override
    public String toString() {
        return "KeyBytes[redacted]";
    }
}
