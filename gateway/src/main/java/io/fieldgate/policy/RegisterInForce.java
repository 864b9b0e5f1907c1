package io.fieldgate.policy;

import io.fieldgate.crypto.keys.TenantKeys;

/// One app's register as it is in force: its rules and the keys they are bound to.
public record RegisterInForce(AppPolicy policy, AppKeys keys) {

    /// Binds the rules to a tenant's keys. May create end keys, so it needs the custodian; errors as [AppKeys#bind].
    public static RegisterInForce of(AppPolicy policy, TenantKeys keys) {
        return new RegisterInForce(policy, AppKeys.bind(policy, keys));
    }
}
