/// One durable ordered map of small rows, and its engines. A new engine is one file and its line in [StateStores].
///
/// Read first: [StateStore], [Batch], [Namespace] (what rows there are).
///
/// ```
/// row    (namespace, key) → version, expiry, value       keys compare as unsigned bytes; a write adds a version
/// batch  checks of versions, puts, deletes               durable together, or nothing of it and a conflict
/// file   kv(ns, k, ver, exp, v), format in user_version  SQLite, one gateway only; deleted bytes are overwritten
///
/// commit ─► queue ─► state-writer  what queued up is one transaction; a failed check fails its own batch only
/// get, scan, expired ────────────► one of two read connections
/// ```
///
/// Values are bytes to it: what a row means, and that no personal value stands in one in the clear, is up to the
/// room that writes it. Rows are found by key, range of keys or expiry, and no other way, so that any ordered map
/// can be an engine.
/// Errors: `StateUnavailable`, after which nothing was changed; [StateConflict]. Thread rule: blocks, so never on
/// an event loop.
@NullMarked
package io.fieldgate.state;

import org.jspecify.annotations.NullMarked;
