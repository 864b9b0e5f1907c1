package io.fieldgate.crypto;

import java.time.Instant;

/// The two readings of time the gate needs. Reading a value is judged by the latest of all clocks, destroying a
/// key and the birth of a value by the earliest, so that a clock that runs ahead neither reveals, destroys nor
/// prolongs anything.
/// Thread rule: safe for many threads; never blocks.
public interface TrustedClock {

    /// For the time gate: no value past its death at this instant is opened.
    Instant latest();

    /// For births and destruction.
    Instant earliest();

    /// All of it at once, so that one exchange is judged by one time.
    default Reading reading() {
        return new Reading(earliest(), latest(), agrees());
    }

    /// What the clocks said at one moment; the parts as [#earliest], [#latest] and [#agrees] give them.
    record Reading(Instant earliest, Instant latest, boolean agrees) {}

    /// False while the sources are more than five minutes apart: collecting and destroying stop, denying goes on.
    boolean agrees();
}
