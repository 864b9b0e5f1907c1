package io.fieldgate.audit.tile;

/// The log's Ed25519 key, held by `crypto`.
public interface LogSigner {

    /// The raw 32 bytes.
    byte[] publicKey();

    /// 64 bytes, RFC 8032. Called by one thread, at most four times a second.
    byte[] sign(byte[] message);
}
