/// The verifier, which trusts nobody: it reads files and a trust policy, and shares with the writer only the words
/// of a leaf.
///
/// Read first: [Verifier] (what is checked, and what is not), [LeafChecks], [TileChecks].
///
/// Unknown is a finding, never a warning.
@NullMarked
package io.fieldgate.audit.verify;

import org.jspecify.annotations.NullMarked;
