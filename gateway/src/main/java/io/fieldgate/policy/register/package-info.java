/// What the files say, word by word, unresolved: what a lint judges. Read first: [PolicyDraft], [Register],
/// [Vocabulary].
@NullMarked
package io.fieldgate.policy.register;

import org.jspecify.annotations.NullMarked;
