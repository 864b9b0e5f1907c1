package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.Scope;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The scopes of one tenant with the number of each one's campaign. Thread rule: safe for many threads, never
/// blocks on a known slot.
final class ScopeTable {

    /// @param campaign number of the campaign, whose end key is in every key of the scope
    record Registered(Scope scope, int campaign) {}

    private final SlotRegistry slots;
    private final ConcurrentHashMap<Integer, Registered> known = new ConcurrentHashMap<>();

    ScopeTable(SlotRegistry slots) {
        this.slots = slots;
    }

    Registered register(String campaign, String scope) {
        int campaignNumber = slots.number(SlotRegistry.Kind.CAMPAIGN, List.of(campaign));
        int slot = slots.number(SlotRegistry.Kind.SCOPE, List.of(campaign, scope));
        return known.computeIfAbsent(slot, absent -> new Registered(new Scope(slot, campaign, scope), campaignNumber));
    }

    /// Null when the slot was never given.
    @Nullable
    Registered find(int slot) {
        Registered registered = known.get(slot);
        if (registered != null) {
            return registered;
        }
        List<String> names = slots.names(SlotRegistry.Kind.SCOPE, slot);
        return names == null ? null : register(names.get(0), names.get(1));
    }

    /// @throws IllegalStateException when this is no scope of the tenant
    Registered of(Scope scope) {
        Registered registered = find(scope.slot());
        if (registered == null || !registered.scope().equals(scope)) {
            throw new IllegalStateException("scope slot " + scope.slot() + " is not registered under that name");
        }
        return registered;
    }
}
