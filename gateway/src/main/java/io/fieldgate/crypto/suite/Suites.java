package io.fieldgate.crypto.suite;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;

/// Every algorithm suite, by the id byte of its tokens. A new one is one file and one line here.
public final class Suites {
    static final List<CryptoSuite> STANDARD = List.of(new IntlSuite()); // 0x01

    private Suites() {}

    /// The suite new keys and tokens are made with.
    public static CryptoSuite named(String name) {
        for (CryptoSuite suite : STANDARD) {
            if (suite.name().equals(name)) {
                return suite;
            }
        }
        throw new IllegalStateException("no algorithm suite of that name is built in");
    }

    /// Digests of personal values, by which two in memory are told to be equal: under a random key that nobody else has
    /// and that dies with the function. Never written down.
    public static UnaryOperator<byte[]> digest(String suite, SecureRandom random) {
        CryptoSuite made = named(suite);
        byte[] key = new byte[CryptoSuite.CipherContext.PRF];
        random.nextBytes(key);
        return values -> {
            CryptoSuite.CipherContext context = made.take();
            try {
                return context.prf(key, 0, values);
            } finally {
                made.give(context);
            }
        };
    }
}
