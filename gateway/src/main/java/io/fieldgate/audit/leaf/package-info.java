/// Bytes of one leaf, both ways; a leaf reads the same to the writer, the query and the verifier.
/// Read first: [LeafSchema], [LeafEncoder], [Leaf].
@NullMarked
package io.fieldgate.audit.leaf;

import org.jspecify.annotations.NullMarked;
