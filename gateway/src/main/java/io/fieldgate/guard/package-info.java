/// Judges callers: who, for which purpose, is there room, how much has been carried out. Read first:
/// [Authenticator], [ConcurrencyLimiter], [RevealMeter].
@NullMarked
package io.fieldgate.guard;

import org.jspecify.annotations.NullMarked;
