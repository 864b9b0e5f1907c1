/// What the files say, word by word with places, unresolved: what a lint judges and the compiler reads.
///
/// Read first: [PolicyDraft], [Register], [Vocabulary].
@NullMarked
package io.fieldgate.policy.register;

import org.jspecify.annotations.NullMarked;
