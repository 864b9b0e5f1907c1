/// From nodes to what the files say; every key of the language and the grammar of a place stand here.
/// Read first: [PolicyKeys], [RegisterBinder], [BlockReader].
@NullMarked
package io.fieldgate.policy.bind;

import org.jspecify.annotations.NullMarked;
