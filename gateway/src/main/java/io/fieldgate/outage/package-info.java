/// What the world causes: a part that cannot answer. One closed set for all rooms, so that nobody above needs to
/// know which room a failure came from.
///
/// Read first: [Unavailable].
@NullMarked
package io.fieldgate.outage;

import org.jspecify.annotations.NullMarked;
