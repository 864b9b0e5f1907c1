/// The verifier, which trusts nobody: it reads files and a trust policy, and shares with the writer only the words of a
/// leaf.
/// Read first: [Verifier], [LeafChecks], [TileChecks].
@NullMarked
package io.fieldgate.audit.verify;

import org.jspecify.annotations.NullMarked;
