package io.fieldgate.proxy;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.LeafText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What clients may repeat: on an `idempotent` route, the same `Idempotency-Key` of the same caller is the same event,
/// so the app gets the same key again and a booking counts once. The client's own key never goes on. Kept in memory for
/// the newest [#MAX] events; after a restart a repetition is a new event. Thread
/// rule: guarded by itself. Source: draft-ietf-httpapi-idempotency-key-header.
final class IdempotencyKeys {
    private static final int MAX = 20_000;
    private static final int MAX_KEY = 64; // characters

    /// @param eventId of the first try
    /// @param done the app confirmed one try
    record Event(String eventId, boolean done) {}

    /// The key one request came with.
    /// @param name of app, caller and key; empty for none
    /// @param before the event of an earlier try
    record ClientKey(String name, Optional<Event> before) {
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

    /// The key inside a quoted string, as the draft writes it, or bare.
    static String bare(String header) {
        boolean quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }

    /// Letters, digits and `._~:/@+=-|*#`, 1 to 64, and no look-alike of a resident id or mobile number.
    static boolean isKey(String key) {
        return key.length() <= MAX_KEY && LeafText.isId(key);
    }

    /// @param client who calls, never empty: two callers' keys are never one
    synchronized ClientKey find(MountedApp site, String client, String key) {
        String name = site.name() + " " + key + " " + client; // neither of the first two has a space
        return new ClientKey(name, Optional.ofNullable(events.get(name)));
    }

    /// @param done the app confirmed this try
    synchronized void remember(ClientKey key, String eventId, boolean done) {
        if (!key.name().isEmpty()) {
            events.put(key.name(), new Event(eventId, done || key.isDoneBefore()));
        }
    }
}
