package io.fieldgate.crypto;

import java.security.SecureRandom;
import java.util.Random;

/// A random source that gives the same bytes again for the same seed. For tests only.
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random random;

    public SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
