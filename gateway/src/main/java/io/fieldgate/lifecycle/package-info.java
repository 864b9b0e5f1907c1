/// Judges time: consent, expiry, erasure, events and the ends of campaigns. Read first: [Standings], [Sweeper],
/// [Eraser].
@NullMarked
package io.fieldgate.lifecycle;

import org.jspecify.annotations.NullMarked;
