package io.fieldgate.crypto.custodian;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Keeps the keys that wrap seeds, and destroys them: a dev file, a transit engine, a hardware module.
/// Contract: a key never leaves it; `destroy` is idempotent and final, and with it everything ever wrapped
/// under the key.
/// Errors: every expected answer is an [Answer]; nothing is thrown for a missing key, a refusal or an outage.
/// Thread rule: safe for many threads; blocks, each call with a deadline of its own; never on an event loop.
@HoldsKeys
public interface KeyCustodian extends AutoCloseable {

    /// What a custodian says. `Gone` is said only of a key that this custodian, in its newest state, does not have.
    sealed interface Answer<T> {

        record Given<T>(T value) implements Answer<T> {}

        record Gone<T>() implements Answer<T> {}

        /// @param why for an operator; never key material
        record Denied<T>(String why) implements Answer<T> {}

        record Unavailable<T>(String why) implements Answer<T> {}

        /// The wrapped text was not made by this key, or was changed.
        record Corrupt<T>() implements Answer<T> {}
    }

    enum Creation {
        CREATED,
        EXISTED
    }

    enum Destruction {
        DESTROYED,
        ALREADY_GONE
    }

    /// What may be promised of it.
    /// @param name for certificates and `doctor`
    /// @param snapshotHorizon how long a destroyed key may live on in the custodian's own snapshots
    /// @param reversibleDelete a deletion can be undone inside a window: refused for short-lived values
    /// @param independentClock its time is a second source
    /// @param development throw-away keys, for a bind to loopback
    record Traits(
            String name,
            Duration snapshotHorizon,
            boolean reversibleDelete,
            boolean independentClock,
            boolean development) {}

    /// Makes the key; one that exists stays as it is.
    Answer<Creation> create(KeyId id);

    /// @return printable ASCII, meaningful to this custodian only
    Answer<String> wrap(KeyId id, byte[] secret);

    Answer<byte[]> unwrap(KeyId id, String wrapped);

    Answer<Destruction> destroy(KeyId id);

    /// Tries the key and the canary ciphertext again.
    Answer<Confirmation> confirmGone(KeyId id, String canary);

    /// Every key of the tenant that is there now.
    Answer<List<KeyId>> list(int tenantSlot);

    Answer<Instant> time();

    Traits traits();

    @Override
    void close();
}
