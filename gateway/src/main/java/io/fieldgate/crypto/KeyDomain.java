package io.fieldgate.crypto;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// Everything that holds keys for one tenant: scopes, end classes, buckets, subjects, sealing, and the steps of destruction.
/// Opened by wiring with state, custodian, clock and a callback that makes the `key.create` leaf durable before a key is LIVE.
public final class KeyDomain implements AutoCloseable {

    /// @param slot 1..255, never reused
    public record Tenant(String name, int slot, ZoneId zone) {}

    /// Told before a new key becomes LIVE; returns when the evidence is durable.
    public interface KeyBirths {
        void born(KeyRow row);
    }

    /// What was seen after a destruction: the custodian's answers.
    /// @param keyReadable the key can still be read at the custodian
    /// @param canaryOpens the canary ciphertext still opens
    public record Confirmation(boolean keyReadable, boolean canaryOpens) {
        public boolean isGone() {
            return !keyReadable && !canaryOpens;
        }
    }

    KeyDomain() {}

    public Tenant tenant() {
        throw new IllegalStateException("not built");
    }

    public Sealer sealer() {
        throw new IllegalStateException("not built");
    }

    public Subjects subjects() {
        throw new IllegalStateException("not built");
    }

    /// The slot of a pair; registered (and the campaign's end key created) at first use.
    /// @param endsAtLatest when the campaign's end key dies at the latest
    public Scope scope(String campaign, String scope, Instant endsAtLatest) {
        throw new IllegalStateException("not built");
    }

    public Scope scope(int slot) {
        throw new IllegalStateException("not built");
    }

    /// The end class of (event, then); its end key is created at first use.
    public int endClass(String event, String then) {
        throw new IllegalStateException("not built");
    }

    /// The erasure class of a policy and a set of consent purposes (empty: what does not rest on consent).
    public int erasureClass(String policy, Set<String> consentPurposes) {
        throw new IllegalStateException("not built");
    }

    /// Makes bucket keys ahead so that a custodian outage does not stop collection.
    public void prepare(int deathMinute) {
        throw new IllegalStateException("not built");
    }

    /// Declares the end of every class of this event: class key dies at `at` + its `then`.
    public List<KeyRow> declareEvent(String event, Instant at) {
        throw new IllegalStateException("not built");
    }

    public List<KeyRow> keys() {
        throw new IllegalStateException("not built");
    }

    /// From now on nothing is sealed or opened under this key; committed.
    public KeyRow seal(KeyId id) {
        throw new IllegalStateException("not built");
    }

    /// Destroys the key at the custodian and the wrapped seed in the state; idempotent. Only call while a `shred.intent` leaf is open.
    public KeyRow destroy(KeyId id) {
        throw new IllegalStateException("not built");
    }

    public Confirmation confirmGone(KeyId id) {
        throw new IllegalStateException("not built");
    }

    @Override
    public void close() {}
}
