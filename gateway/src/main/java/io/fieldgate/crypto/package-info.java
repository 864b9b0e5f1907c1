/// The keys of values: how a sealed value is born with its deadline, and what kills it. The key bytes lie in the
/// alcoves; here are the words of keys without them, which other rooms may name: which key ([KeyId]), what the
/// state says of it ([KeyRow]), where and until when a value is sealed ([SealTarget]), what opening it came to
/// ([OpenResult]), the two readings of time ([TrustedClock]), and what can fail ([SealTooLate], and keys that
/// cannot be had).
///
/// Read first: [io.fieldgate.crypto.keys.TenantKeys], [io.fieldgate.crypto.token.KeySchedule],
/// [io.fieldgate.crypto.custodian.KeyCustodian].
///
/// Four handles lead to the key of a token; whoever destroys one of them kills the value in every copy. (A value of
/// nobody has the first three.)
///
/// ```
/// its own custodian key ─ wraps ─► bucket seed, one for each minute of death     ┐
/// its own custodian key ─ wraps ─► campaign seed, until the campaign ends        ├─► class key ─► header key
/// its own custodian key ─ wraps ─► end seed, of an event and a time after it     ┘        │       (whose it is)
/// epoch's custodian key ─ wraps ─► seed ─► row key ─ wraps ─► person's salt ──────────────┤
///                                                                                         ▼
///        token's key ◄─ 12 random bytes of the token ─◄ field's key ◄─ policy, field ─◄ person's key
/// ```
///
/// The alcoves, each of which may name only those above it:
///
/// ```
/// suite      what an AEAD, a PRF, a hash are in a family        knows no token, no row, no person
/// token      bytes of tokens, and the schedule drawn above      stateless: keys come in, bytes go out
/// custodian  who keeps the wrapping keys, and destroys them     its keys never leave it
/// keys       key rows, open seeds, sealing, persons             the face other rooms call
/// pki        certificates and signing keys                      no key of it seals a value
/// ```
///
/// No other room handles a seed, a salt or a key derived from them; classes that do are marked [HoldsKeys]. What
/// the data plane may name of this room is a short list, which the build holds. The room knows policies and fields
/// by name only, and no request and no caller; what a value means, when it is due and who may see it is decided
/// above.
/// Sources: `docs/reference/keys.md`, `docs/reference/token-format.md`; RFC 5869, 5116, 5297.
@NullMarked
package io.fieldgate.crypto;

import org.jspecify.annotations.NullMarked;
