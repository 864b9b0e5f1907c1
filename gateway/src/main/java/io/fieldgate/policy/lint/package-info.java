/// The rules of `policy check`, one group a file: what may not be in force, and what its owner should think about.
/// Read first: [Lints], [Facts], [RegisterLint].
/// Pure: judges bound files and makes findings; reads nothing, knows no compiled policy.
@NullMarked
package io.fieldgate.policy.lint;

import org.jspecify.annotations.NullMarked;
