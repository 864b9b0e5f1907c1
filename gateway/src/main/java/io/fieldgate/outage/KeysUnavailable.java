package io.fieldgate.outage;

import org.jspecify.annotations.Nullable;

/// The custodian, its keyring or an identity provider's keys cannot answer (`keys-unavailable`).
public final class KeysUnavailable extends Unavailable {
    private static final long serialVersionUID = 1L;

    public KeysUnavailable(String what) {
        this(what, null);
    }

    public KeysUnavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
