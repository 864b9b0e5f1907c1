package io.fieldgate.proxy;

import io.fieldgate.audit.EventIds;
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

    /// The key one request came with. @param key empty for none @param before the event of an earlier try
    record ClientKey(String key, Optional<Event> before) {
        static final ClientKey NONE = new ClientKey("", Optional.empty());

        boolean isDoneBefore() {
            return before.isPresent() && before.get().done();
        }

        /// The id of the event: that of the first try, or a new one.
        String eventId(EventIds ids) {
            return before.isPresent() ? before.get().eventId() : ids.next();
        }

        @Override
        public String toString() {
            return "ClientKey[redacted]";
        }
    }

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

    synchronized ClientKey find(MountedApp site, Caller caller, String key) {
        return new ClientKey(key, Optional.ofNullable(events.get(name(site, caller, key))));
    }

    /// @param done the app confirmed this try
    synchronized void remember(MountedApp site, Caller caller, ClientKey key, String eventId, boolean done) {
        if (!key.key().isEmpty()) {
            events.put(name(site, caller, key.key()), new Event(eventId, done || key.isDoneBefore()));
        }
    }

    private static String name(MountedApp site, Caller caller, String key) {
        return site.name() + " " + caller.credential() + " " + key;
    }
}
