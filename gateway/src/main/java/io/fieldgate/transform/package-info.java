/// Pure functions on one value: check, normalise, mask, generalise, derive, seal. Here lie the tools on text, days
/// and numbers that the alcoves share.
///
/// Read first: [Outcome], [io.fieldgate.transform.check.Check], [io.fieldgate.transform.form.Form].
///
/// ```
/// check   what a value must be; brings it to its one spelling      text or bytes ─► value | rule it misses
/// derive  what is computed from another value of the message       value ─► value | rule
/// form    what it becomes for the app, or for a reader             value ─► value | rule
/// scan    whether a text holds an identifier, however dressed up   text ─► name of what was found
/// ```
///
/// No clock (the day comes in), no I/O, no regular expression on outside text; a rule id stands for what went
/// wrong, never the value.
@NullMarked
package io.fieldgate.transform;

import org.jspecify.annotations.NullMarked;
