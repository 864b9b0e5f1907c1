/// Judges fields: builds the outgoing request and the answer out of declared values, by policy. Nothing is ever
/// taken out of a document; what no entry declares is not in it.
///
/// Read first: [Minimizer] (requests), [Revealer] (answers), [Decision].
///
/// ```
/// request  cells ───► examine  places, checks, derivations, look-alikes,   ─► fit | all faults at once
///                              what is missing; no key, no state
///          fit ─────► judge    age, consent, time; forms, seals, deadlines ─► forward | ask a service | refuse
///                              (before it, the person is looked up outside)
///
/// answer   cells ───► survey   one person per record? does it exist for    ─► records and persons | end
///                              him who asks? opens nothing
///          records ─► show     by role and purpose, each field in its form ─► shown | no record | gone | unusable
///                              (before it, the meter reserves the persons)
/// ```
///
/// Each run is an object of one exchange on one thread ([Validation], [RequestDecision], [RecordOwnership],
/// [Disclosure]) that ends with it. What was done with a field is a [FieldDecision]: name, act, line of the policy.
/// A [Fault] has a place, a rule and a line. Neither has a value.
///
/// The room has no clock (the [DecisionTime] comes in), no log, no state and no HTTP. It believes the caller it is
/// given, and takes keys and persons only by the face of `crypto.keys`; what those throw passes through.
@NullMarked
package io.fieldgate.enforce;

import org.jspecify.annotations.NullMarked;
