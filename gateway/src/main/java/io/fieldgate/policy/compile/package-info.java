/// From what the files say to rules in force; loads the folder.
///
/// Read first: [PolicyFiles], [PolicyCompiler].
///
/// Compiles only registers without a blocking finding: a name that cannot be resolved is a bug of ours here.
@NullMarked
package io.fieldgate.policy.compile;

import org.jspecify.annotations.NullMarked;
