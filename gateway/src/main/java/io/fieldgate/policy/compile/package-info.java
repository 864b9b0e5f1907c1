/// From what the files say to rules in force; loads the folder. Read first: [PolicyFiles], [PolicyCompiler].
@NullMarked
package io.fieldgate.policy.compile;

import org.jspecify.annotations.NullMarked;
