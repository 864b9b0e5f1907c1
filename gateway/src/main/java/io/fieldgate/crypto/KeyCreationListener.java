package io.fieldgate.crypto;

/// Told before a new key becomes LIVE; returns when the evidence is durable.
public interface KeyCreationListener {
    void born(KeyRow row);
}
