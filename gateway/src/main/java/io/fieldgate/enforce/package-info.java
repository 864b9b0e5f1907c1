/// Judges fields: builds the outgoing request and the answer out of declared values, by policy. Read first:
/// [Minimizer], [Revealer], [Decision].
@NullMarked
package io.fieldgate.enforce;

import org.jspecify.annotations.NullMarked;
