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

    /// False while the sources are more than five minutes apart: collecting and destroying stop, denying goes on.
    boolean agrees();
}
