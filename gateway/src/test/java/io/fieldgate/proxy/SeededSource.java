package io.fieldgate.proxy;

import java.security.SecureRandom;
import java.util.Random;

/// Gives the same bytes again for the same seed. For tests only.
final class SeededSource extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random random;

    SeededSource(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
