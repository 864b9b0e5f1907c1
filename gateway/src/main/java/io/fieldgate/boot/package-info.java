/// The composition root: every room is wired here by constructor, started, warmed up and closed; dev mode.
///
/// Read first: [Gateway] (the list of what exists), [NodeServices] (what everything else stands on), [MountPlan]
/// (policies meet addresses).
///
/// ```
/// settings checked ─► state ─► clocks ─► custodian ─► log: recovered, leaf boot ─► keys
///   ─► what the last run left open, as far as no policy is needed
///   ─► policies, leaves that say so ─► apps bound to keys and addresses ─► callers ─► data plane ─► admin plane
///   ─► both listen ─► the rest of what was left open, calls to apps, sweeps ─► warm-up ─► /readyz 200
/// ```
///
/// It closes in the other order, and a part that fails does not keep the others open. What cannot start is a
/// `StartFailure`: one sentence with the setting and its origin. Dev mode ([DevMode], [DevHome]) makes what is not
/// set, on loopback only.
///
/// Decides nothing about a request, a field or a time; prints nothing, talks only to whom it was given.
@NullMarked
package io.fieldgate.boot;

import org.jspecify.annotations.NullMarked;
