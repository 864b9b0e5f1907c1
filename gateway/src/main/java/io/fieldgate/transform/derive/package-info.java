/// What is computed from other values of the same message, at the door and after their checks. New: one file and
/// its line in [Derivations].
///
/// Read first: [Derivation], [AgeFromId].
@NullMarked
package io.fieldgate.transform.derive;

import org.jspecify.annotations.NullMarked;
