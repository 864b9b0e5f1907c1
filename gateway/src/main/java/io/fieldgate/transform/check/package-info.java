/// What a value must be: a check reads text or bytes, judges it and says how it is written. New: one file and its
/// line in [Checks].
///
/// Read first: [Check], [TextCheck], [ResidentId].
@NullMarked
package io.fieldgate.transform.check;

import org.jspecify.annotations.NullMarked;
