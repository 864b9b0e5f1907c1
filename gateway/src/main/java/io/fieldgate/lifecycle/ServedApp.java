package io.fieldgate.lifecycle;

import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;

/// One app in force, with the keys it is bound to.
public record ServedApp(AppPolicy policy, AppKeys keys) {

    public int tenantSlot() {
        return keys.domain().tenant().slot();
    }
}
