package io.fieldgate.crypto.suite;

import java.util.List;

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
}
