package io.fieldgate.crypto;

import java.util.List;

/// Every algorithm suite, by the id byte of its tokens. A new one is one file and one line here.
final class Suites {
    static final List<CryptoSuite> STANDARD = List.of(new IntlSuite()); // 0x01

    private Suites() {}

    /// The suite new keys and tokens are made with.
    static CryptoSuite named(String name) {
        for (CryptoSuite suite : STANDARD) {
            if (suite.name().equals(name)) {
                return suite;
            }
        }
        throw new IllegalStateException("no algorithm suite of that name is built in");
    }
}
