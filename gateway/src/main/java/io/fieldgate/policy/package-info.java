/// Rules in force, and the words of deciding: what an app's register has become, who asks ([Caller], [Role]).
///
/// Read first: [PolicySnapshot] (all there is), [AppPolicy] (one app), [FieldRule] (one field).
///
/// How files become rules lies in the alcoves; all mistakes of all files are found at once:
///
/// ```
/// policies/*.yaml ─► source ─► bind ──► register ─┬─► lint ────► findings, each with caret and way out
///                    nodes     typed    what the  └─► compile ─► here, immutable
///                              values   files say
/// ```
///
/// A file with an error closes its own app, a file that all share closes every app.
///
/// ```
/// snapshot = { app → policy }, closed apps, roles, events, findings, digest of the folder
/// policy   = head, duties, entries, named places, routes, reveal blocks, limits
/// entry    = field (type, source, form, life, purposes) | carried value          slot = its index in the register
/// route    = takes | gives | erases: what may come in, what may go out           places lead to slots
/// reveal   = role and purpose → { slot → form }, whose rows, how many persons a day
/// ```
///
/// Everything an exchange asks for again and again is worked out once, when the register is loaded ([Entries], and
/// with the keys of a tenant [AppKeys]); the two travel together as [RegisterInForce]. Refuses to know addresses
/// and secrets, YAML, what time it is, and whatever this version does not enforce: that was refused when the file
/// was read.
@NullMarked
package io.fieldgate.policy;

import org.jspecify.annotations.NullMarked;
