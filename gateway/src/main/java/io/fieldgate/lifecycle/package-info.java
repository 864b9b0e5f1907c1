/// Judges time: consent, expiry, erasure, events and the ends of campaigns. Nothing waits for it: a value past its
/// minute is refused by the clock, whether or not its key is gone.
///
/// Read first: [Standings] (what an exchange asks), [Sweeper] (what happens behind it), [Eraser].
///
/// ```
/// an exchange asks    own consents, then a row ─► standing      the app has a record ─► due row: which, until when
///
/// keys     due ─► SEALED ─► leaf shred.intent ─► custodian ─► DESTROYED ─► looked for again ─► leaf shred.done
/// records  due ───────────► leaf shred.intent ─► app's erases route ─► row gone ─────────────► leaf shred.done
/// person   erased ────────► leaf erase.intent ─► salts gone, records due now ────────────────► leaf erase.done
/// consent  withdrawn ─────► leaf consent ─► row ─► what rests on it alone is erased as above
/// event    declared ──────► row ─► leaf campaign ─► end classes learn their end
/// ```
///
/// Every step is a leaf or a committed row and can be repeated; what a crash leaves open stands in log and state,
/// and [ResumeAtBoot] goes on from there. Rounds run at each new minute of gate time, keys and records on a thread
/// each, so that no slow app delays a key. Nothing is destroyed while the clocks disagree ([ClockQuorum]).
///
/// ```
/// due row   tenant 1 ‖ minute 4 ‖ event id → reason, app, person, record id keyed and sealed, calls made so far
/// consent   scope 2 ‖ row id 8 ‖ app ‖ 0 ‖ purpose → state 1 ‖ leaf 8 ‖ consent id
/// ```
///
/// Keeps no value: once an identifier is looked up, a person is a row id and a record a keyed name. Refuses to know
/// HTTP: an app is called through [BackendErasure], which the data plane implements.
@NullMarked
package io.fieldgate.lifecycle;

import org.jspecify.annotations.NullMarked;
