/// Bytes of sealed tokens, and the key schedule that leads to them. Stateless: a key comes in, bytes go out.
///
/// Read first: [TokenFormat] (every byte), [KeySchedule] (every label), [AeadToken].
///
/// ```
/// token = header 12 ‖ [whose it is 16] ‖ salt 12 ‖ nonce 12 ‖ ciphertext ‖ tag 16        AEAD
///       | header 12 ‖ synthetic IV 16 ‖ ciphertext                                       deterministic, of nobody
/// text  = "fg1." base64url(token), one spelling only
/// ```
///
/// Refuses to know where a key comes from, whether it may still be used, and what time it is.
/// Source: `docs/reference/token-format.md`.
@NullMarked
package io.fieldgate.crypto.token;

import org.jspecify.annotations.NullMarked;
