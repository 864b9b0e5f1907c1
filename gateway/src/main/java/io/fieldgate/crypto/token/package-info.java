/// Bytes of sealed tokens and the key schedule that leads to them. Stateless: a key comes in, bytes go out.
/// Read first: [TokenFormat], [KeySchedule], [AeadToken].
@NullMarked
package io.fieldgate.crypto.token;

import org.jspecify.annotations.NullMarked;
