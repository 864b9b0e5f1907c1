/// Judges callers: who, for which purpose, is there room, how often, how many persons today.
///
/// Read first: [Authenticator] (a token becomes a caller, or not), [ConcurrencyLimiter], [RevealMeter].
///
/// ```
/// permit ─► (head, route) ─► identity ─► per client ─► per person ─► (body, app) ─► persons of the day ─► (opening)
/// 503                        401, 403    429           409                          429, or weaker forms
/// └───────────── no byte of the body was read ──────────────────┘                   nothing was opened
/// ```
///
/// A caller has the role the vocabulary gives to his organisation and claim, both from a verified token, and one
/// purpose out of those the token allows. Tokens are dated by the system's clock, because their issuer has that
/// one; limits count by the latest reading of the gate. What a restart must not forget is in the state (`P` ‖ scope
/// 2 ‖ row id 8 ‖ app → times) or counted again from the day's leaves; the rest is bounded memory.
///
/// Refuses to know routes, fields and answers: which caller may use which kind of route is asked in `proxy`, what
/// he may see in `enforce`. Beside this lie the count of persons who approve something together ([Approvals]) and
/// the identity provider of dev mode ([DevTokens]).
/// Errors: `StateUnavailable`; `KeysUnavailable` where an issuer's keys cannot be had.
@NullMarked
package io.fieldgate.guard;

import org.jspecify.annotations.NullMarked;
