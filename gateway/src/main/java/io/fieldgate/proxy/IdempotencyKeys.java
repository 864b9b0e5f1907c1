package io.fieldgate.proxy;

import io.fieldgate.audit.LeafText;
import io.fieldgate.policy.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What clients may repeat: on an `idempotent` route, the same `Idempotency-Key` of the same credential is the
/// same event, so the app gets the same key again and a booking counts once. The client's own key never goes
/// on. Kept in memory for the newest [#MAX] events; after a restart a repetition is a new event. Thread rule:
/// guarded by itself.
final class IdempotencyKeys {
    private static final int MAX = 20_000;
    private static final int MAX_KEY = 64; // characters

    /// @param eventId of the first try
    /// @param done the app confirmed one try
    record Event(String eventId, boolean done) {}

    private final Map<String, Event> events = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Event> eldest) {
            return size() > MAX;
        }
    };

    /// Letters, digits and `._~:/@+=-|*`, at most 64, and no look-alike of a resident id or mobile number.
    static boolean isKey(String key) {
        return key.length() <= MAX_KEY && LeafText.isId(key);
    }

    synchronized Optional<Event> find(MountedApp site, Caller caller, String key) {
        return Optional.ofNullable(events.get(name(site, caller, key)));
    }

    synchronized void remember(MountedApp site, Caller caller, String key, Event event) {
        events.put(name(site, caller, key), event);
    }

    private static String name(MountedApp site, Caller caller, String key) {
        return site.name() + " " + caller.credential() + " " + key;
    }
}
