/// Finds identifiers in free text, whatever they are dressed as. Adds refusals, never permissions. Names without a
/// shape that can be checked, such as those of persons, are not found.
///
/// Read first: [Recognizers], [DecodedReadings], [IdentifierPatterns].
@NullMarked
package io.fieldgate.transform.scan;

import org.jspecify.annotations.NullMarked;
