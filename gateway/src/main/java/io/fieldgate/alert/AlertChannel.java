package io.fieldgate.alert;

import java.util.Optional;

/// One way out of the house. Called by one thread, which may block; never by an event loop.
public interface AlertChannel {

    /// An alarm on its way.
    /// @param id of the leaf, the same each time it is sent: whoever gets it twice can tell
    /// @param micros the leaf's time, microseconds since 1970
    /// @param body JSON: `index`, `leaf` byte by byte as it stands in the log, `origin`
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(String id, long micros, byte[] body) {}

    /// As the state, the metrics and the findings have it: `webhook`, `syslog`.
    String name();

    /// @return empty when the other side has taken it; else one sentence on what went wrong, without anything it said
    Optional<String> send(Message message);
}
