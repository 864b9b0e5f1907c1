package io.fieldgate.outage;

import org.jspecify.annotations.Nullable;

/// A part of the gateway cannot answer, so what rests on it must not happen: callers close the gate (503). The
/// message names the cause for an operator and for `/readyz`; it never holds a value, key material or anything of
/// what was being done. Whoever must say which part it was switches over the three without `default`.
/// All of them lie in one package because Java seals a hierarchy within one.
public abstract sealed class Unavailable extends RuntimeException
        permits AuditUnavailable, KeysUnavailable, StateUnavailable {
    private static final long serialVersionUID = 1L;

    Unavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
