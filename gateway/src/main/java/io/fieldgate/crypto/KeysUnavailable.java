package io.fieldgate.crypto;

/// The custodian or its keyring cannot answer; callers close the gate (503 `keys-unavailable`). The message
/// names the cause for an operator, never key material.
public final class KeysUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeysUnavailable(String what) {
        super(what);
    }

    public KeysUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
