/// The keys of one tenant at work: rows of custodian keys, open seeds, sealing and opening, persons and their
/// salts.
///
/// Read first: [TenantKeys] (what other rooms hold, and the steps of destruction), [Sealer], [DerivedKeyCache]
/// (what is open now, and why a key that died cannot be used once more).
///
/// ```
/// seal   clocks agree, two minutes left? ─► class keys ─► person's key ─► token ─► keys still live? ─► text
/// open   minute not over? ────────────────► class keys ─► whose? ─► person's key ─► value ─► still live?
///                                             │ cached, at most five minutes
///                                             └ miss: are the rows LIVE? ─► seeds from the custodian, each
///                                               compared with the commitment made at its birth
/// ```
///
/// A bucket nobody sealed under is made on the way ([KeyProvisioner]), one key at a time. Key bytes are lent: the
/// last holder wipes them. Time is judged first, by the latest clock, whatever keys there are.
///
/// ```
/// key row        NEW ─► LIVE ─► SEALED ─► DESTROYING ─► DESTROYED; from SEALED on nothing is sealed or opened
///   its key      tenant 1 ‖ minute or epoch 4, or tenant 1 ‖ c or e ‖ slot 2
/// subject row    tenant 1 ‖ scope 2 ‖ row id 8 → epoch 4 ‖ nonce 12 ‖ AEAD(row)
///   row          index 16 ‖ n × (erasure class 2 ‖ generation 1 ‖ present 1 ‖ salt 32)
/// index row      tenant 1 ‖ scope 2 ‖ blind index 16 → row id 8
/// slots          numbers of campaigns, scopes, end classes and erasure classes, given once and never again
/// ```
///
/// A key that the custodian does not have although its row is LIVE is an outage, never a destruction: the state or
/// the custodian was restored. The alcove refuses to know what a value means and when a key is due; it is told, and
/// does each step so that it can be repeated.
/// Errors: `KeysUnavailable`, `SealTooLate`, `StateUnavailable`. Source: `docs/reference/keys.md`.
@NullMarked
package io.fieldgate.crypto.keys;

import org.jspecify.annotations.NullMarked;
