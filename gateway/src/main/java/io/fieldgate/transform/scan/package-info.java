/// Finds identifiers in free text, whatever they are dressed as. Read first: [Recognizers], [DecodedReadings].
@NullMarked
package io.fieldgate.transform.scan;

import org.jspecify.annotations.NullMarked;
