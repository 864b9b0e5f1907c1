/// Bytes of one leaf, both ways; a leaf reads the same to the writer, the query and the verifier.
///
/// Read first: [io.fieldgate.audit.LeafWriter] (what an event writes its members into), [LeafSchema], [Leaf].
///
/// A leaf has one spelling. A kind or member that the schema does not list is a finding of the verifier.
/// Source: `docs/reference/leaf-format.md`; RFC 8785.
@NullMarked
package io.fieldgate.audit.leaf;

import org.jspecify.annotations.NullMarked;
