/// From nodes to what the files say; every key of the language and the grammar of a place stand here. What is not
/// listed, or belongs to a later version, is refused and never ignored.
///
/// Read first: [PolicyKeys], [RegisterBinder], [BlockReader].
@NullMarked
package io.fieldgate.policy.bind;

import org.jspecify.annotations.NullMarked;
