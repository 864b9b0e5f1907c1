package io.fieldgate.audit;

import java.security.SecureRandom;
import java.time.InstantSource;

/// Makes ids of events and exchanges: ULIDs, 26 characters of Crockford base 32, 48 bits of milliseconds and 80
/// random bits.
/// Safe for many threads. Source: github.com/ulid/spec.
public final class EventIds {
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    public static final int RANDOM_BYTES = 10;

    private final InstantSource clock;
    private final SecureRandom random;

    public EventIds(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// One in some hundred thousand random ids has the digits of a mobile or resident number, which no leaf accepts:
    /// it is drawn again.
    public String next() {
        byte[] tail = new byte[RANDOM_BYTES];
        String id;
        do {
            random.nextBytes(tail);
            id = of(tail);
        } while (!LeafText.isId(id));
        return id;
    }

    /// With ten random bytes of the caller's.
    public String of(byte[] tail) {
        char[] text = new char[26];
        long time = clock.millis();
        for (int i = 9; i >= 0; i--) {
            text[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        write(tail, 0, text, 10);
        write(tail, 5, text, 18);
        return new String(text);
    }

    /// Five bytes are eight digits.
    private static void write(byte[] from, int at, char[] text, int digit) {
        long bits = 0;
        for (int i = 0; i < 5; i++) {
            bits = bits << 8 | (from[at + i] & 0xff);
        }
        for (int i = 7; i >= 0; i--) {
            text[digit + i] = DIGITS[(int) (bits & 31)];
            bits >>>= 5;
        }
    }
}
